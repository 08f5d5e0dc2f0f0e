def link(graph, start, end):
    """Add an edge to a graph and return the number of edges of its start."""
    targets = graph.setdefault(start, [])
    targets.append(end)
    return len(targets)
