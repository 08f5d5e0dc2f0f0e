"""Strategies of the user's own in place of ours, and the objects of classes that need them."""

import json
from dataclasses import dataclass
from enum import Enum

import pytest
from hypothesis import strategies as st

from bridge import Status, check
from bridge.engine import check_ports
from bridge.errors import BridgeError, RequestError
from bridge.javatypes import Instance, Typed, java_type
from bridge.ports import Port
from bridge.typedjson import from_json, to_json
from bridge.values import from_python, same_bits, to_python
from bridge.wire import Reader, encode

NODE = java_type("Node{...}")
JAVA = """
import java.util.*;
class Chain {
    static class Node { int val; Node next; Node(int val) { this.val = val; } }
    static Node reverse(Node head) {
        Node before = null;
        while (head != null) { Node next = head.next; head.next = before; before = head; head = next; }
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
    static int percent(int share) { if (share > 100) throw new IllegalStateException(); return share; }
    static class Locked { Thread owner; }
    static int count(Locked locked) { return 1; }
}
"""
PYTHON = """
from dataclasses import dataclass

class Node:
    def __init__(self, val):
        self.val = val
        self.next = None

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

def range_(size):
    pass

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


CHAINS = st.lists(st.integers(-9, 9), max_size=6).map(chain)
TREES = st.recursive(
    st.none() | st.builds(Leaf, st.integers(0, 9)), lambda tree: st.builds(Fork, tree, tree)
)
POINTS = st.builds(
    Point, *(st.integers(0, 9).map(float),) * 2, st.sampled_from("ab"), *(st.just([3]),) * 2
)


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chain")

    def verdict(method, arguments=None, replaced=("", ""), cases=60):
        (folder / "Chain.java").write_text(JAVA)
        port = folder / f"chain{abs(hash(replaced))}.py"
        port.write_text(PYTHON.replace(*replaced))
        options = {"methods": [method], "arguments": arguments, "cases": cases, "seed": 3}
        return check(folder / "Chain.java", port, **options).methods[0]

    return verdict
