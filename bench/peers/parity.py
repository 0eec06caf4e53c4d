"""cofire's numbers beside PyTorch's in float64, the reference, and float32, the yardstick: what single precision costs anyone. One prompt
at a time with its interventions as a batch, nothing shared or trimmed, GPT-2 and a standard SAE on the centred residual written as their papers have them; gradients by
autograd. A difference is the largest over a tensor, over the largest magnitude of the reference's tensor; codes that are zero on one side
only count as any other value. Prints one JSON object.

Usage: parity.py MODEL SAE COFIRE META; COFIRE the file that bench/engine/parity.ts wrote, META what it printed.
"""
import gc
import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F

MODEL, SAE, COFIRE = sys.argv[1:4]
META = json.load(open(sys.argv[4]))
TOLERANCE = 1e-4
torch.set_num_threads(2)


def load(path, dtype):
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    length = int(raw[:8].view(np.uint64)[0])
    header = json.loads(bytes(raw[8 : 8 + length]))
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or name.endswith((".attn.bias", ".attn.masked_bias")):
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        stored = np.array(raw[begin:end].view(np.float32)).reshape(entry["shape"])
        tensors[name.removeprefix("transformer.")] = torch.from_numpy(stored).to(dtype)
    return tensors


config = json.load(open(f"{MODEL}/config.json"))
cfg = json.load(open(f"{SAE}/cfg.json"))
hook = cfg.get("hook_point") or cfg["metadata"]["hook_name"]
FIRST = int(hook.split(".")[1]) + hook.endswith("post")
LAYERS, HEADS, D = config["n_layer"], config["n_head"], config["n_embd"]


class Model:
    def __init__(self, dtype):
        self.w = load(f"{MODEL}/model.safetensors", dtype)

    def norm(self, name, x):
        return F.layer_norm(x, (D,), self.w[f"{name}.weight"], self.w[f"{name}.bias"], config["layer_norm_epsilon"])

    def linear(self, name, x):
        return x @ self.w[f"{name}.weight"] + self.w[f"{name}.bias"]

    def block(self, i, x):
        """x [B, T, D]"""
        h, length = f"h.{i}", x.shape[1]
        q, k, v = (
            part.reshape(*x.shape[:2], HEADS, -1).transpose(1, 2)
            for part in self.linear(f"{h}.attn.c_attn", self.norm(f"{h}.ln_1", x)).split(D, -1)
        )
        scores = (q @ k.transpose(2, 3)) / math.sqrt(D // HEADS)
        scores = scores.masked_fill(torch.ones(length, length).triu(1).bool(), -math.inf)
        mixed = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(x.shape)
        x = x + self.linear(f"{h}.attn.c_proj", mixed)
        wide = F.gelu(self.linear(f"{h}.mlp.c_fc", self.norm(f"{h}.ln_2", x)), approximate="tanh")
        return x + self.linear(f"{h}.mlp.c_proj", wide)

    def head(self, tokens):
        x = (self.w["wte.weight"][tokens] + self.w["wpe.weight"][: len(tokens)])[None]
        for i in range(FIRST):
            x = self.block(i, x)
        return x[0]

    def last(self, x):
        """x [B, T, D]; the normalised last states, [B, D]"""
        for i in range(FIRST, LAYERS):
            x = self.block(i, x)
        return self.norm("ln_f", x[:, -1])


def compute(dtype):
    model, sae = Model(dtype), load(f"{SAE}/sae_weights.safetensors", dtype)
    unembedding = model.w["wte.weight"]
    found = {}
    put = lambda name, value: found.setdefault(name, []).append(value.detach())
    steered = []
    for tokens, answer, foil in zip(META["tokens"], META["answers"], META["foils"]):
        x = model.head(torch.tensor(tokens))
        u = unembedding[answer] - unembedding[foil]
        x.requires_grad_()
        m = (model.last(x[None]) @ u).sum()
        (g,) = torch.autograd.grad(m, x)
        with torch.no_grad():
            centred = x - x.mean(-1, keepdim=True)
            f = torch.relu((centred - sae["b_dec"]) @ sae["W_enc"] + sae["b_enc"])
            error = centred - (f @ sae["W_dec"] + sae["b_dec"])
            put("residual", x)
            put("contrast", m[None])
            put("gradient", g)
            put("code", f)
            put("attribution", f * (g @ sae["W_dec"].T))
            put("ledger_error", (error * g).sum(-1))
            put("ledger_total", (centred * g).sum(-1))
            put("ledger_bias", g @ sae["b_dec"])
            changed = [x]
            for intervention in META["interventions"]:
                rows = sae["W_dec"][intervention["set"]]
                if intervention["mode"] == "seed":
                    changed.append(x + intervention["coefficient"] * rows.sum(0))
                else:
                    changed.append(x - f[:, intervention["set"]] @ rows)
            states = model.last(torch.stack(changed))
            logits = states @ unembedding.T
            logp = torch.log_softmax(logits, -1)
            before, after = logp[0], logp[1:]
            put("logits", logits[:1])
            put("log_probabilities", logp[:1])
            kl = (before.exp() * (before - after)).sum(-1)
            steered.append(torch.stack([after[:, answer] - before[answer], (states[1:] - states[0]) @ u, kl], -1))
    by_prompt = torch.stack(steered, 1)  # [I, P, 3]
    for i, name in enumerate(["steered_log_probability", "steered_contrast", "steered_kl"]):
        found[name] = [by_prompt[:, :, i]]
    return {name: torch.cat(parts).double() for name, parts in found.items()}


def difference(got, reference):
    if got.shape != reference.shape:
        raise SystemExit(f"parity: {tuple(got.shape)} values, expected {tuple(reference.shape)}")
    worst = float((got - reference).abs().max())
    return worst / float(reference.abs().max())


reference = compute(torch.float64)
gc.collect()
single = compute(torch.float32)
cofire = load(COFIRE, torch.float64)
place, feature, activation, attribution = cofire.pop("code").T
for name, values in (("code", activation), ("attribution", attribution)):
    dense = torch.zeros_like(reference[name])
    dense[place.long(), feature.long()] = values
    cofire[name] = dense

ORDER = ["residual", "logits", "log_probabilities", "contrast", "gradient", "code", "attribution", "ledger_error", "ledger_total",
         "ledger_bias", "steered_log_probability", "steered_contrast", "steered_kl"]  # fmt: skip
rows = []
for name in ORDER:
    rows.append({
        "tensor": name,
        "values": reference[name].numel(),
        "largest": float(reference[name].abs().max()),
        "cofire": difference(cofire[name], reference[name]),
        "pytorchFloat32": difference(single[name], reference[name]),
    })
print(json.dumps({
    "reference": f"PyTorch {torch.__version__} in float64",
    "prompts": len(META["tokens"]),
    "positions": sum(map(len, META["tokens"])),
    "interventions": len(META["interventions"]),
    "tolerance": TOLERANCE,
    # A NaN is no agreement.
    "passed": all(row["cofire"] <= TOLERANCE for row in rows),
    "tensors": rows,
}))
