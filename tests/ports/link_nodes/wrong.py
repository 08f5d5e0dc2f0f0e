def link(graph, start, end):
    """Add an edge to a graph and return the number of edges of its start."""
    targets = graph.get(start, [])
    targets.append(end)
    return len(targets)
