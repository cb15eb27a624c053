"""Facts of simple graphs by networkx: reads a list of graphs as JSON, writes a list of their facts."""

import json
import sys

import networkx as nx


def facts(nodes, edges, terminals):
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from((a, b, {"capacity": c}) for a, b, c in edges)
    first, last = terminals[0], terminals[-1]
    connected = nx.is_connected(graph)
    reachable = nx.has_path(graph, first, last)
    return {
        "components": nx.number_connected_components(graph),
        "cutVertices": sorted(nx.articulation_points(graph)),
        "bridges": sorted(sorted(edge) for edge in nx.bridges(graph)),
        "maxFlow": nx.maximum_flow_value(graph, first, last),
        "nodeDisjoint": len(list(nx.node_disjoint_paths(graph, first, last))) if reachable else 0,
        "edgeDisjoint": nx.edge_connectivity(graph, first, last),
        "diameter": nx.diameter(graph) if connected else None,
        "shortestPaths": sum(1 for _ in nx.all_shortest_paths(graph, first, last)) if reachable else 0,
    }


json.dump([facts(**graph) for graph in json.load(sys.stdin)], sys.stdout)
