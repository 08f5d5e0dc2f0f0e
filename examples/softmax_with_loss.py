"""The gradient of a softmax with its loss, step by step on the computational graph.

    python examples/softmax_with_loss.py

goes forward in eight steps and back in eight, each written out by hand and held against the
graph; what comes back is a - t. Then: where these steps fail, and what does not.
"""

import numpy as np

from activations import d_softmax_cross_entropy
from activations.gradients import check_gradient
from activations.graph import softmax_with_loss_graph
from activations.layers import SoftmaxWithLoss

z = np.array([1.0, 2.0, 0.5])
t = np.array([1.0, 0.0, 0.0])
graph = softmax_with_loss_graph(z, t)


def step(text: str, name: str, by_hand: np.ndarray, *, backward: bool = False) -> None:
    """Say what a step does, and stop if the graph has something else."""
    node = graph.node(name)
    of_graph = node.gradient if backward else node.value
    np.testing.assert_allclose(of_graph, by_hand, rtol=1e-12, atol=1e-15)
    print(f"{text:<68} {np.array2string(np.asarray(by_hand) + 0.0, precision=6)}")


print("Three classes with logits z = (1, 2, 0.5); the first is the right one: t = (1, 0, 0).")

print("\nForward\n")
e = np.exp(z)
step("1. exp makes every logit positive", "exp", e)
s = e.sum()
step("2. S is their sum", "S", s)
r = 1 / s
step("3. Dividing by S will be multiplying by 1/S", "1/S", r)
a = e * r
step("4. exp times 1/S: the softmax a, which sums to 1", "a", a)
logs = np.log(a)
step("5. Its logarithm", "log a", logs)
terms = t * logs
step("6. Times t, which keeps the right class", "t log a", terms)
total = terms.sum()
step("7. The sum", "sum", total)
loss = -1 * total
step("8. Times -1: the loss, -log of the right class's probability", "loss", loss)

print("\nBackward, from 1\n")
step("The loss by itself", "loss", 1.0, backward=True)
d_total = -1 * 1.0
step("8. A product gives each factor the other one: -1", "sum", d_total, backward=True)
d_terms = np.full(3, d_total)
step("7. A sum passes on what it gets, to each", "t log a", d_terms, backward=True)
d_logs = d_terms * t
step("6. A product again: times t", "log a", d_logs, backward=True)
d_a = d_logs / a
step("5. The logarithm gives 1/a, so that is -t/a", "a", d_a, backward=True)
d_e_from_product = d_a * r
d_r = (d_a * e).sum()
step(
    "4. A product: 1/S is used three times, and adds up what comes back", "1/S", d_r, backward=True
)
d_s = d_r * -(r**2)
step("3. 1/S gives -1/S^2", "S", d_s, backward=True)
d_e = d_e_from_product + d_s
step("2. exp is used by the sum and by the product, and adds up both", "exp", d_e, backward=True)
d_z = d_e * e
step("1. exp gives itself", "z", d_z, backward=True)

print(f"\n{'That is a - t':<68} {np.array2string(a - t, precision=6)}")
np.testing.assert_allclose(d_z, a - t, rtol=0, atol=4 * 2.0**-53)

layer = SoftmaxWithLoss()
layer.forward(z, t)
print(f"{'The layer does it in one step':<68} {np.array2string(layer.backward(), precision=6)}")
check = check_gradient(SoftmaxWithLoss(), z, t)
print(f"Difference quotients agree to {check.tolerance:.0e}: {check.passed}.")

print("\nWhere the steps fail, and the layer does not\n")
for logits, what in (
    ([1000.0, 0.0, 0.0], "exp overflows"),
    ([-1000.0, -1000.0, -1000.0], "S is 0"),
    ([40.0, 0.0, 0.0], "a is 1 less what a double cannot hold"),
):
    steps = softmax_with_loss_graph(logits, t).node("z").gradient
    print(f"z = {logits}, {what}:")
    print(f"    the steps {np.array2string(steps, precision=3)}")
    print(f"    the layer {np.array2string(d_softmax_cross_entropy(logits, t), precision=3)}")
