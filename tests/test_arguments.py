"""Strategies of the user's own in place of ours, and the objects of classes that need them."""

import json
import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import strategies as st

from bridge import Status, Ulps, check
from bridge.compare import compare
from bridge.engine import check_ports
from bridge.errors import RequestError
from bridge.javatypes import Instance, Typed, java_type
from bridge.outcomes import Outcome, OutcomeStatus, Unfit
from bridge.ports import Port, make_port
from bridge.report.wording import brief_call, typed_arguments
from bridge.signatures import Signature
from bridge.typedjson import from_json, to_json
from bridge.values import Conversion, from_python, to_python
from bridge.wire import Reader, encode

NODE, ONE = java_type("Node{...}"), Typed(java_type("Integer"), 1)
JAVA = """
import java.util.*;
class Chain {
    static class Node { int val; Node next; Node(int val) { this.val = val; } }
    static Node reverse(Node head) {
        Node before = null;
        for (Node next; head != null; head = next) {
            next = head.next;
            head.next = before;
            before = head;
        }
        return before;
    }
    static Node ring(int size) { Node node = new Node(size); node.next = node; return node; }
    static Node range(int size) {
        Node node = null;
        for (int i = size; i > 0; i--) { Node made = new Node(i); made.next = node; node = made; }
        return node;
    }
    static abstract class Tree { }
    static class Leaf extends Tree { private long leafWeight; }
    static class Fork extends Tree { Tree left, right; }
    static long weigh(Tree tree) {
        if (tree instanceof Fork f) return weigh(f.left) + weigh(f.right);
        return tree == null ? 0 : ((Leaf) tree).leafWeight;
    }
    record Point(double x, float y, char name, List<Long> tags, int[] counts) { }
    static double width(Point point) { return point.x - point.tags.get(0) + point.counts[0]; }
    static int percent(int share) { return share > 100 ? 1 / 0 : share; }
    static int total(List<Node> chains) {
        int total = 0;
        for (Node node : chains) for (; node != null; node = node.next) total += node.val;
        return total;
    }
    static class Locked { Thread owner; }
    static int count(Locked locked) { return 1; }
}
"""
PYTHON = """
from dataclasses import dataclass

class Node:
    def __init__(self, val, next=None):
        self.val = val
        self.next = next

class Tree: pass

@dataclass
class Leaf(Tree):
    _leaf_weight: int

@dataclass(slots=True)
class Fork(Tree):
    left: object
    right: object

def reverse(head):
    before = None
    while head is not None:
        head.next, before, head = before, head, head.next
    return before

def ring(size):
    node = Node(size)
    node.next = node
    return node

def range(size):
    node = None
    for i in reversed(__builtins__["range"](size)):
        node = Node(i + 1, node)
    return node

def total(chains):
    total = 0
    for node in chains:
        while node is not None:
            total, node = total + node.val, node.next
    return total

def weigh(tree):
    if isinstance(tree, Fork):
        return weigh(tree.left) + weigh(tree.right)
    return 0 if tree is None else tree._leaf_weight

def width(point):
    return point.x - point.tags[0] + point.counts[0]

def percent(share):
    return share

def count(locked):
    return 1
"""


@dataclass
class Node:
    val: object
    next: object = None


@dataclass
class Leaf:
    _leaf_weight: int


@dataclass
class Fork:
    left: object
    right: object


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    name: str
    tags: list
    counts: list


def chain(values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head


RING = Node(1)
RING.next = RING
CHAINS = st.lists(st.integers(-9, 9), max_size=6).map(chain)
TREES = st.recursive(
    st.none() | st.builds(Leaf, st.integers(0, 9)), lambda tree: st.builds(Fork, tree, tree)
)
POINTS = st.builds(
    Point, *(st.integers(0, 9).map(float),) * 2, st.sampled_from("ab"), *(st.just([3]),) * 2
)


@pytest.fixture(scope="module")
def chain_java(tmp_path_factory):
    file = tmp_path_factory.mktemp("chain") / "Chain.java"
    file.write_text(JAVA)
    return file


@pytest.fixture
def prove(chain_java, tmp_path):
    def prove(method, old="", new="", **arguments):
        port = tmp_path / "chain.py"
        port.write_text(PYTHON.replace(old, new))
        report = check(chain_java, port, methods=[method], arguments=arguments, cases=60, seed=3)
        return report.methods[0]

    return prove


@pytest.mark.jvm
@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("percent", {"share": st.integers(0, 100)}),
        ("reverse", {"head": CHAINS}),
        ("weigh", {"tree": TREES}),
        ("width", {"point": POINTS}),
        ("range", {"size": st.integers(0, 9)}),
        ("total", {"chains": st.lists(CHAINS, max_size=3)}),
    ],
)
def test_a_right_port_is_the_same(prove, method, arguments):
    verdict = prove(method, **arguments)
    assert (verdict.status, verdict.reason, verdict.cases) == (Status.SAME, "", 60)


@pytest.mark.jvm
@pytest.mark.parametrize(
    ("method", "old", "new", "arguments", "smallest"),
    [
        ("percent", "return share", "return share % 97", {"share": st.integers(0, 100)}, "97"),
        ("percent", "return share", "return 5", {"share": st.just(7)}, "7"),
        (
            "reverse",
            "return before",
            "return before if head is before or before.next is None else before.next",
            {"head": CHAINS},
            "Node(val=0, next=Node(val=0, next=null))",
        ),
        (
            "weigh",
            "+ weigh(tree.right)",
            "",
            {"tree": TREES},
            "Fork(left=null, right=Leaf(_leaf_weight=1))",
        ),
        (
            "width",
            "point.counts[0]",
            "1",
            {"point": POINTS},
            'Point(x=0, y=0, name="a", tags=[3], counts=[3])',
        ),
        ("range", "Node(i + 1, node)", "Node(i, node)", {"size": st.integers(0, 9)}, "1"),
        ("total", "+ node.val", "", {"chains": st.lists(CHAINS)}, "[Node(val=1, next=null)]"),
    ],
)
def test_a_wrong_port_differs_in_a_small_case(prove, method, old, new, arguments, smallest):
    verdict = prove(method, old, new, **arguments)
    assert verdict.status is Status.DIFFERENT
    assert brief_call(verdict.signature, verdict.counterexample.case) == f"{method}({smallest})"


@pytest.mark.jvm
def test_what_is_left_of_an_object_counts(prove):
    wrong = "head, before = head.next, Node(head.val, before)"
    verdict = prove(
        "reverse", "head.next, before, head = before, head, head.next", wrong, head=CHAINS
    )
    assert verdict.reason == "the arguments afterwards differ"


@pytest.mark.jvm
def test_a_class_without_a_strategy_is_undecided(prove):
    verdict = prove("reverse")
    assert verdict.status is Status.UNDECIDED
    assert verdict.reason == (
        "parameter 1 must be of a type that can be drawn, got Node; "
        "pass a strategy for it with arguments="
    )


@pytest.mark.jvm
def test_a_field_that_cannot_cross_is_named(prove):
    verdict = prove("count")
    assert verdict.status is Status.UNDECIDED
    assert verdict.java == "count(Locked)"
    assert verdict.reason == (
        "fields of Locked must be of types that cross, got 'java.lang.Thread owner'"
    )


@pytest.mark.jvm
def test_a_circle_is_told_on_both_sides(prove):
    found = prove("ring", size=st.integers(1, 3)).counterexample
    assert found.java.value == Unfit("a circle of references at a Node")
    assert found.python.value == Unfit("value must have no circle of references, got one of Node")


@pytest.mark.jvm
def test_objects_nested_too_deep_are_told_on_both_sides(prove):
    found = prove("range", size=st.just(101)).counterexample
    assert found.java.value == Unfit("more than 100 nested objects, at a Node")
    assert found.python.value.reason.startswith("value must have at most 100 nested objects")


@pytest.mark.jvm
@pytest.mark.parametrize(
    ("method", "arguments", "message"),
    [
        ("percent", {"shares": st.just(1)}, "got 'shares'; did you mean 'share'?"),
        ("percent", {"share": st.just(2**31)}, "must draw what int holds, got 2147483648"),
        ("reverse", {"head": st.just(1)}, "must draw what Node holds, got 1: value must be of"),
        ("reverse", {"head": st.just(Node(2**31))}, "made, got 2147483648 for int"),
        ("reverse", {"head": st.just(Leaf(1))}, "got _leaf_weight for a Node which has no such"),
        ("reverse", {"head": st.just(RING)}, "must have no circle of references, got one of Node"),
    ],
)
def test_what_does_not_fit_is_refused(prove, method, arguments, message):
    with pytest.raises(RequestError, match=re.escape(message)):
        prove(method, **arguments)


@pytest.mark.jvm
def test_a_counterexample_is_run_again_from_its_typed_json(prove, chain_java, tmp_path):
    found = prove("reverse", "return before", "return head", head=CHAINS)
    typed = typed_arguments(found.signature, found.counterexample.case)
    case = json.loads(json.dumps(typed))
    port = make_port(chain_java, tmp_path / "chain.py")
    [again] = check_ports([port], methods=["reverse"], case=case).methods
    assert (again.status, again.counterexample) == (
        found.status,
        replace(found.counterexample, port=again.counterexample.port),
    )


def test_strategies_are_not_sent_to_jobs():
    port = Port((), "m", arguments=(("x", st.none()),))
    with pytest.raises(RequestError, match="jobs must be 1 where strategies or functions"):
        check_ports([port, port], jobs=2)


@pytest.mark.parametrize("value", [None, Node(1, Node("a", [Node(0.5)])), Leaf({"a": None})])
def test_an_object_crosses_as_it_is(value):
    held = from_python(NODE, value)
    assert Reader(encode(NODE, held)).value(NODE) == held
    assert from_json(NODE, json.loads(json.dumps(to_json(NODE, held)))) == held
    assert to_python(NODE, held, Conversion(classes=(Node, Leaf))) == value


def test_an_object_is_told_with_its_class_and_fields():
    typed = to_json(NODE, from_python(NODE, Node(7)))
    seven = {"type": "Integer", "value": "7"}
    assert typed == {"type": "Node", "value": {"val": seven, "next": None}}
    assert from_json(NODE, {"type": "Node", "value": {"val": 7, "next": None}}) == from_python(
        NODE, Node(7)
    )


def test_a_port_without_the_class_gets_the_attributes_all_the_same():
    made = to_python(NODE, from_python(NODE, Node(7)))
    assert (made.val, made.next) == (7, None)


@pytest.mark.parametrize(
    ("java", "python", "are_same"),
    [
        ({"nextNode": ONE, "val": None}, {"_val": None, "next_node": ONE}, True),
        ({"val": Typed(java_type("Long"), 1)}, {"val": ONE}, True),
        ({"val": ONE}, {"val": None}, False),
        ({"val": ONE}, {"val": ONE, "other": None}, False),
        ({"val": Typed(java_type("Double"), 1.0)}, {"val": ONE}, True),
        ({"val": ONE}, {"val": Typed(java_type("Double"), 1.0)}, False),
        ({"val": Typed(java_type("Float"), 0.5)}, {"val": Typed(java_type("Double"), 0.5)}, True),
    ],
)
def test_objects_are_compared_by_their_fields(java, python, are_same):
    outcomes = (
        Outcome(OutcomeStatus.RETURNED, (), Instance(name, tuple(fields.items())))
        for name, fields in (("Node", java), ("Link", python))
    )
    assert compare(Signature("f", (), "Node{...}"), *outcomes, Ulps(4)).agrees is are_same


@pytest.mark.parametrize("typed", [{}, {"type": "Node"}, {"type": "List", "value": {}}, 1])
def test_typed_json_that_is_no_object_is_refused(typed):
    with pytest.raises(ValueError, match=r'case must hold \{"type": "Node", "value"'):
        from_json(NODE, typed)
