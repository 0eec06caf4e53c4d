"""Runs kernels of igraph or networkx on one graph: path of a JSON file with n, ends a and b, weights, then the peer's name.

Prints the peer's version as JSON; then reads names of kernels, one a line, and answers each with a line of JSON: cpu and wall seconds and
a value of it, or null where the peer has no such kernel. Where a kernel is a sum over sources, networkx, which would take minutes, runs it
from SOURCES of them, and its seconds are scaled to all: its work is the same for each source. It says so by "sources".
"""
import json
import random
import sys
import time

SOURCES = 20
graph = json.load(open(sys.argv[1]))
n, edges, weights = graph["n"], list(zip(graph["a"], graph["b"])), graph["weights"]
distance = [1 - w for w in weights]
pairs = (n - 1) * (n - 2) / 2


def of_igraph():
    import igraph

    g = igraph.Graph(n=n, edges=edges)

    def leiden():
        # Until an iteration does not raise Q, which n_iterations=-1 says too, but igraph stopped after the first until July 2025 (its issue 2798).
        labels, quality = None, 0.0
        while True:
            found = g.community_leiden(objective_function="modularity", n_iterations=1, initial_membership=labels)
            reached = g.modularity(found)
            if reached <= quality + 1e-12:
                return reached
            labels, quality = found.membership, reached

    return igraph.__version__, {
        "betweenness": lambda: g.betweenness()[0] / pairs,
        "closeness": lambda: g.closeness()[0],
        "betweenness, weighted": lambda: g.betweenness(weights=distance)[0] / pairs,
        "closeness, weighted": lambda: g.closeness(weights=distance)[0],
        "eigenvector": lambda: g.eigenvector_centrality(scale=False)[0],
        "eigenvector, weighted": lambda: g.eigenvector_centrality(scale=False, weights=weights)[0],
        "PageRank": lambda: g.pagerank()[0],
        "PageRank, weighted": lambda: g.pagerank(weights=weights)[0],
        "greedy modularity": lambda: g.modularity(g.community_fastgreedy().as_clustering()),
        "Louvain": lambda: g.modularity(g.community_multilevel()),
        "Leiden": leiden,
    }, {}


def of_networkx():
    import networkx as nx
    from networkx.algorithms.community import greedy_modularity_communities, louvain_communities, modularity

    g = nx.Graph()
    g.add_nodes_from(range(n))
    g.add_weighted_edges_from((a, b, w) for (a, b), w in zip(edges, weights))
    nx.set_edge_attributes(g, {(a, b): d for (a, b), d in zip(edges, distance)}, "distance")
    sources = range(SOURCES)

    def closeness(**kind):
        return [nx.closeness_centrality(g, u=u, **kind) for u in sources][0]

    def betweenness(**kind):
        nx.betweenness_centrality(g, k=SOURCES, seed=1, **kind)

    from_sources = {
        "betweenness": betweenness,
        "closeness": closeness,
        "betweenness, weighted": lambda: betweenness(weight="distance"),
        "closeness, weighted": lambda: closeness(distance="distance"),
    }
    return nx.__version__, {
        "eigenvector": lambda: abs(nx.eigenvector_centrality_numpy(g, weight=None)[0]),
        "eigenvector, weighted": lambda: abs(nx.eigenvector_centrality_numpy(g, weight="weight")[0]),
        "PageRank": lambda: nx.pagerank(g, weight=None, tol=1e-15, max_iter=1000)[0],
        "PageRank, weighted": lambda: nx.pagerank(g, tol=1e-15, max_iter=1000)[0],
        "greedy modularity": lambda: modularity(g, greedy_modularity_communities(g), weight=None),
        "Louvain": lambda: modularity(g, louvain_communities(g, weight=None, seed=1), weight=None),
        **from_sources,
    }, dict.fromkeys(from_sources, SOURCES)


version, kernels, sampled = {"igraph": of_igraph, "networkx": of_networkx}[sys.argv[2]]()
print(json.dumps(version), flush=True)
for line in sys.stdin:
    kernel = line.strip()
    if kernel not in kernels:
        print("null", flush=True)
        continue
    random.seed(1)
    start, cpu = time.perf_counter(), time.process_time()
    value = kernels[kernel]()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    scale = n / sampled[kernel] if kernel in sampled else 1
    answer = {"seconds": scale * seconds, "cpu": scale * cpu, "value": value}
    print(json.dumps({**answer, "sources": sampled[kernel]} if kernel in sampled else answer), flush=True)
