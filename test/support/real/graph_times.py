"""Times of networkx: reads one graph as JSON, writes the seconds that each algorithm takes."""

import json
import sys
import time

import networkx as nx


def timed(algorithm):
    start = time.perf_counter()
    algorithm()
    return time.perf_counter() - start


def main():
    given = json.load(sys.stdin)
    hosts = given["hosts"]
    graph = nx.Graph()
    graph.add_edges_from(zip(given["from"], given["to"]), capacity=1)
    times = {
        "components": timed(lambda: list(nx.connected_components(graph))),
        "cuts": timed(lambda: (list(nx.articulation_points(graph)), list(nx.bridges(graph)))),
        "bfs": timed(lambda: nx.single_source_shortest_path_length(graph, 0)),
    }
    if given["flow"]:
        # An edge without a capacity carries anything.
        graph.add_edges_from(("source", host) for host in range(hosts // 2))
        graph.add_edges_from((host, "sink") for host in range(hosts // 2, hosts))
        times["maxFlow"] = timed(lambda: nx.maximum_flow_value(graph, "source", "sink"))
    json.dump(times, sys.stdout)


main()
