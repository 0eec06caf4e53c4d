"""Times igraph (and networkx with --networkx) on one graph: path of a JSON file with n, edges, weights. Prints JSON: peer, kernel, seconds, value."""
import json, sys, time
import igraph

graph = json.load(open(sys.argv[1]))
g = igraph.Graph(n=graph["n"], edges=graph["edges"])
distance = [1 - w for w in graph["weights"]]
pairs = (graph["n"] - 1) * (graph["n"] - 2) / 2
rows = []


def measure(peer, kernel, run):
    start = time.perf_counter()
    value = run()
    rows.append({"peer": peer, "kernel": kernel, "seconds": time.perf_counter() - start, "value": value})


measure("igraph", "betweenness", lambda: g.betweenness()[0] / pairs)
measure("igraph", "closeness", lambda: g.closeness()[0])
measure("igraph", "betweenness, weighted", lambda: g.betweenness(weights=distance)[0] / pairs)
measure("igraph", "closeness, weighted", lambda: g.closeness(weights=distance)[0])
measure("igraph", "eigenvector", lambda: g.eigenvector_centrality(scale=False, return_eigenvalue=True)[1])
measure("igraph", "PageRank", lambda: g.pagerank()[0])
measure("igraph", "greedy modularity", lambda: g.modularity(g.community_fastgreedy().as_clustering()))
measure("igraph", "Louvain", lambda: g.modularity(g.community_multilevel()))
measure("igraph", "Leiden", lambda: g.modularity(g.community_leiden(objective_function="modularity", n_iterations=-1)))
if "--networkx" in sys.argv:
    import networkx as nx
    from networkx.algorithms.community import greedy_modularity_communities, modularity

    n = nx.Graph()
    n.add_nodes_from(range(graph["n"]))
    n.add_edges_from(graph["edges"])
    measure("networkx", "greedy modularity", lambda: modularity(n, greedy_modularity_communities(n)))
    measure("networkx", "closeness", lambda: nx.closeness_centrality(n)[0])
    measure("networkx", "PageRank", lambda: nx.pagerank(n)[0])
    measure("networkx", "betweenness", lambda: nx.betweenness_centrality(n)[0])
print(json.dumps(rows))
