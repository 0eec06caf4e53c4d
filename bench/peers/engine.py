"""The engine's work in PyTorch, as a careful user would write it: batched, threads as given, the last position alone where that
is possible, the best of several batch sizes. Prompts of different length are sorted by it and padded on the right, where a causal
model needs no mask; their last positions are picked by index. Reads the same safetensors files. Prints one JSON object.

Usage: engine.py MODEL SAE TOKENS WHAT [THREADS]; TOKENS is a JSON file of token lists, WHAT one of forward, attribution, steering.
Blocks before the hook are read from the SAE's cfg.json.
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
MODEL, SAE, WHAT = sys.argv[1], sys.argv[2], sys.argv[4]
TOKENS = json.load(open(sys.argv[3]))
torch.set_num_threads(int(sys.argv[5]) if len(sys.argv) > 5 else 2)


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


def block(i, x, ends=None):
    """ends [B]: compute the last position of every row alone, [B, 1, D]"""
    h = f"h.{i}"
    normed = norm(f"{h}.ln_1", x)
    length = x.shape[1]
    if ends is not None:
        each = torch.arange(len(x))
        weight, bias = w[f"{h}.attn.c_attn.weight"], w[f"{h}.attn.c_attn.bias"]
        q = (normed[each, ends] @ weight[:, :D] + bias[:D])[:, None]
        k, v = (normed @ weight[:, D:] + bias[D:]).split(D, -1)
        x = x[each, ends][:, None]
        hidden = (torch.arange(length) > ends[:, None])[:, None, None]
    else:
        q, k, v = linear(f"{h}.attn.c_attn", normed).split(D, -1)
        hidden = torch.ones(length, length).triu(1).bool()
    scores = split(q) @ split(k).transpose(-1, -2) / math.sqrt(D // HEADS)
    scores = scores.masked_fill(hidden, -math.inf)
    mixed = (torch.softmax(scores, -1) @ split(v)).transpose(1, 2).reshape(x.shape)
    x = x + linear(f"{h}.attn.c_proj", mixed)
    return x + linear(f"{h}.mlp.c_proj", F.gelu(linear(f"{h}.mlp.c_fc", norm(f"{h}.ln_2", x)), approximate="tanh"))


def head(tokens):
    x = w["wte.weight"][tokens] + w["wpe.weight"][: tokens.shape[1]]
    for i in range(FIRST):
        x = block(i, x)
    return x


def last_state(x, ends):
    for i in range(FIRST, LAYERS):
        x = block(i, x, ends if i == LAYERS - 1 else None)
    return norm("ln_f", x[:, 0])


def batches(lists, rows):
    """Prompts by length: which they are, their tokens padded with token 0, and the place of each last token."""
    order = sorted(range(len(lists)), key=lambda p: len(lists[p]))
    for start in range(0, len(order), rows):
        own = order[start : start + rows]
        longest = max(len(lists[p]) for p in own)
        tokens = torch.tensor([lists[p] + [0] * (longest - len(lists[p])) for p in own])
        yield torch.tensor(own), tokens, torch.tensor([len(lists[p]) - 1 for p in own])


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
    split_into = list(batches(TOKENS, 100))
    with torch.no_grad():
        for _, tokens, _ in split_into:
            head(tokens)
        seconds = median(3, lambda: [head(tokens) for _, tokens, _ in split_into])
    return {"seconds": seconds, "positionsPerSecond": sum(map(len, TOKENS)) / seconds}


def attribution():
    """From nothing, the interpreter's start and imports left out, as for cofire."""
    sae = load(f"{SAE}/sae_weights.safetensors")
    u, codes = contrast(len(TOKENS)), 0
    for which, tokens, ends in batches(TOKENS, 32):
        with torch.no_grad():
            x = head(tokens)
            mean = x.mean(-1, keepdim=True)
            centred = x - mean
            f = torch.relu((centred - sae["b_dec"]) @ sae["W_enc"] + sae["b_enc"])
            f[torch.arange(tokens.shape[1]) > ends[:, None]] = 0
            reconstruction = f @ sae["W_dec"] + sae["b_dec"]
            error = centred - reconstruction
        spliced = (reconstruction + error + mean).requires_grad_()
        m = (last_state(spliced, ends) * u[which]).sum()
        (g,) = torch.autograd.grad(m, spliced)
        with torch.no_grad():
            b, t, i = f.nonzero(as_tuple=True)
            projection = (sae["W_dec"][i] * g[b, t]).sum(-1)
            codes += len(i)
            _ = (f[b, t, i], projection, g @ sae["b_dec"], (error * g).sum(-1), (centred * g).sum(-1), g.sum(-1))
    seconds = time.perf_counter() - START
    return {
        "seconds": seconds,
        "promptsPerSecond": len(TOKENS) / seconds,
        "activePerPosition": codes / sum(map(len, TOKENS)),
    }


def steering():
    """Interventions on prompts: a row is an intervention and a prompt, rows of one length together."""
    kept, interventions = TOKENS[:57], 16
    u, V_T = contrast(len(kept)), w["wte.weight"].T
    deltas = torch.stack([
        -2 * (1 + i % 5) * 0.05 * torch.cos(torch.arange(D) * (1 + i * 0.01)) for i in range(interventions)
    ])
    with torch.no_grad():
        baseline = torch.empty(len(kept), V)
        resid = [None] * len(kept)
        for which, tokens, ends in batches(kept, 64):
            x = head(tokens)
            baseline[which] = torch.log_softmax(last_state(x, ends) @ V_T, -1)
            for row, p in enumerate(which.tolist()):
                resid[p] = x[row, : ends[row] + 1]
        pairs = [(p, i) for p in sorted(range(len(kept)), key=lambda p: len(kept[p])) for i in range(interventions)]

        def run(pairs):
            p, i = (torch.tensor(column) for column in zip(*pairs))
            x = torch.nn.utils.rnn.pad_sequence([resid[own] for own in p.tolist()], batch_first=True) + deltas[i][:, None]
            state = last_state(x, torch.tensor([len(kept[own]) - 1 for own in p.tolist()]))
            logits = state @ V_T
            logp = torch.log_softmax(logits, -1)
            answer = logits.gather(1, p[:, None])
            top = torch.log_softmax(logits.topk(10, -1).values, -1)
            before = baseline[p]
            return (
                (state * u[p]).sum(-1), logp.gather(1, p[:, None]).exp(), (logits > answer).sum(-1),
                -(top.exp() * top).sum(-1), (before.exp() * (before - logp)).sum(-1),
            )

        rates = {}
        for rows in (16, 32, 64, 128):
            run(pairs[:rows])
            some = pairs[300:556]  # the middle of the lengths
            start = time.perf_counter()
            for at in range(0, len(some), rows):
                run(some[at : at + rows])
            rates[rows] = len(some) / (time.perf_counter() - start)
        best = max(rates, key=rates.get)
        start, cpu = time.perf_counter(), time.process_time()
        for at in range(0, len(pairs), best):
            run(pairs[at : at + best])
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {
        "evaluationsPerSecond": len(pairs) / seconds,
        "evaluationsPerCpuSecond": len(pairs) / cpu,
        "batch": best,
        "rates": rates,
    }


result = {"forward": forward, "attribution": attribution, "steering": steering}[WHAT]()
usage = resource.getrusage(resource.RUSAGE_SELF)
cpu = usage.ru_utime + usage.ru_stime
print(json.dumps({**result, "peakMiB": usage.ru_maxrss // 1024, "cpuSeconds": cpu, "torch": torch.__version__}))
