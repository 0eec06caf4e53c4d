"""The engine's work in PyTorch, as a careful user would write it: batched, threads as given, the last position alone where that
is possible, the best of several batch sizes. Reads the same safetensors files. Prints one JSON object.

Usage: engine.py MODEL SAE PROMPTS LENGTH WHAT [THREADS], WHAT one of forward, attribution, steering. Blocks before the hook are
read from the SAE's cfg.json.
"""
import json
import math
import resource
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

START = time.perf_counter()
MODEL, SAE, P, T, WHAT = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
torch.set_num_threads(int(sys.argv[6]) if len(sys.argv) > 6 else 2)


def load(path):
    raw = np.memmap(path, dtype=np.uint8, mode="c")
    length = int(raw[:8].view(np.uint64)[0])
    header = json.loads(bytes(raw[8 : 8 + length]))
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name.removeprefix("transformer.")] = torch.from_numpy(raw[begin:end].view(np.float32)).reshape(entry["shape"])
    return tensors


config = json.load(open(f"{MODEL}/config.json"))
cfg = json.load(open(f"{SAE}/cfg.json"))
hook = cfg.get("hook_point") or cfg["metadata"]["hook_name"]
FIRST = int(hook.split(".")[1]) + hook.endswith("post")
LAYERS, HEADS, D, V = config["n_layer"], config["n_head"], config["n_embd"], config["vocab_size"]
w = load(f"{MODEL}/model.safetensors")


def norm(name, x):
    return F.layer_norm(x, (D,), w[f"{name}.weight"], w[f"{name}.bias"], config["layer_norm_epsilon"])


def linear(name, x):
    weight = w[f"{name}.weight"]
    return torch.addmm(w[f"{name}.bias"], x.reshape(-1, x.shape[-1]), weight).reshape(*x.shape[:-1], weight.shape[1])


def split(x):
    return x.reshape(*x.shape[:-1], HEADS, D // HEADS).transpose(1, 2)


def block(i, x, last_only=False):
    h = f"h.{i}"
    normed = norm(f"{h}.ln_1", x)
    if last_only:
        weight, bias = w[f"{h}.attn.c_attn.weight"], w[f"{h}.attn.c_attn.bias"]
        q = (normed[:, -1:] @ weight[:, :D] + bias[:D])
        k, v = (normed @ weight[:, D:] + bias[D:]).split(D, -1)
        x = x[:, -1:]
    else:
        q, k, v = linear(f"{h}.attn.c_attn", normed).split(D, -1)
    scores = split(q) @ split(k).transpose(-1, -2) / math.sqrt(D // HEADS)
    if not last_only:
        length = scores.shape[-1]
        scores = scores.masked_fill(torch.ones(length, length).triu(1).bool(), -math.inf)
    mixed = (torch.softmax(scores, -1) @ split(v)).transpose(1, 2).reshape(x.shape)
    x = x + linear(f"{h}.attn.c_proj", mixed)
    return x + linear(f"{h}.mlp.c_proj", F.gelu(linear(f"{h}.mlp.c_fc", norm(f"{h}.ln_2", x)), approximate="tanh"))


def head(tokens):
    x = w["wte.weight"][tokens] + w["wpe.weight"][: tokens.shape[1]]
    for i in range(FIRST):
        x = block(i, x)
    return x


def last_state(x):
    for i in range(FIRST, LAYERS):
        x = block(i, x, last_only=i == LAYERS - 1)
    return norm("ln_f", x[:, -1])


def prompts(count):
    p, t = torch.arange(count)[:, None], torch.arange(T)[None]
    return torch.where(t == 0, torch.tensor(V - 1), (p * 131 + t * 7919 + 17) % (V - 1))


def contrast(rows):
    return (torch.sin(torch.arange(rows * D) * 0.7) * 0.1).reshape(rows, D)


def median(times, work):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[times // 2]


def forward():
    tokens = prompts(P)
    with torch.no_grad():
        head(tokens)
        seconds = median(3, lambda: head(tokens))
    return {"seconds": seconds, "positionsPerSecond": P * T / seconds}


def attribution():
    """From nothing, the interpreter's start and imports left out, as for cofire."""
    sae = load(f"{SAE}/sae_weights.safetensors")
    tokens, u, codes = prompts(P), contrast(P), 0
    rows = 32
    for start in range(0, P, rows):
        with torch.no_grad():
            x = head(tokens[start : start + rows])
            mean = x.mean(-1, keepdim=True)
            centred = x - mean
            f = torch.relu((centred - sae["b_dec"]) @ sae["W_enc"] + sae["b_enc"])
            reconstruction = f @ sae["W_dec"] + sae["b_dec"]
            error = centred - reconstruction
        spliced = (reconstruction + error + mean).requires_grad_()
        m = (last_state(spliced) * u[start : start + rows]).sum()
        (g,) = torch.autograd.grad(m, spliced)
        with torch.no_grad():
            b, t, i = f.nonzero(as_tuple=True)
            projection = (sae["W_dec"][i] * g[b, t]).sum(-1)
            codes += len(i)
            _ = (f[b, t, i], projection, g @ sae["b_dec"], (error * g).sum(-1), (centred * g).sum(-1), g.sum(-1))
    seconds = time.perf_counter() - START
    return {"seconds": seconds, "promptsPerSecond": P / seconds, "activePerPosition": codes / (P * T)}


def steering():
    with torch.no_grad():
        resid = head(prompts(8))
        delta = -2 * torch.cos(torch.arange(D).float())
        u = contrast(8)
        baseline = torch.log_softmax(last_state(resid) @ w["wte.weight"].T, -1)
        rates = {}
        for rows in (8, 16, 32, 64, 128):
            which = torch.arange(rows) % 8

            def step():
                state = last_state(resid[which] + delta)
                logits = state @ w["wte.weight"].T
                logp = torch.log_softmax(logits, -1)
                answer = logits.gather(1, which[:, None])
                top = torch.log_softmax(logits.topk(10, -1).values, -1)
                before = baseline[which]
                return (
                    (state * u[which]).sum(-1), logp.gather(1, which[:, None]).exp(), (logits > answer).sum(-1),
                    -(top.exp() * top).sum(-1), (before.exp() * (before - logp)).sum(-1),
                )

            step()
            rates[rows] = rows / median(3, step)
    best = max(rates, key=rates.get)
    return {"evaluationsPerSecond": rates[best], "batch": best, "rates": rates}


result = {"forward": forward, "attribution": attribution, "steering": steering}[WHAT]()
usage = resource.getrusage(resource.RUSAGE_SELF)
cpu = usage.ru_utime + usage.ru_stime
print(json.dumps({**result, "peakMiB": usage.ru_maxrss // 1024, "cpuSeconds": cpu, "torch": torch.__version__}))
