import java.util.ArrayList;
import java.util.List;
import java.util.Map;

public class LinkNodes {
    /** Adds an edge to a graph and returns the number of edges of its start. */
    public static int link(Map<Integer, List<Integer>> graph, int from, int to) {
        List<Integer> targets = graph.computeIfAbsent(from, key -> new ArrayList<>());
        targets.add(to);
        return targets.size();
    }
}
