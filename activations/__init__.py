"""Activation functions, losses and their derivatives, right to the last bits and into the tails.

Needs NumPy alone. Every derivative takes the pre-activation unless its name ends in
``_from_output``. Results are float32 for float32, float16 for float16, else float64.
"""

from activations.elementwise import (
    d_leaky_relu,
    d_relu,
    d_sigmoid,
    d_sigmoid_from_output,
    d_softplus,
    d_tanh,
    d_tanh_from_output,
    leaky_relu,
    relu,
    sigmoid,
    softplus,
    tanh,
)
from activations.losses import (
    cross_entropy,
    d_cross_entropy,
    d_softmax_cross_entropy,
    d_softmax_cross_entropy_from_output,
    softmax_cross_entropy,
)
from activations.softmax import (
    log_softmax,
    logsumexp,
    softmax,
    softmax_jacobian,
    softmax_vjp,
)

__all__ = [
    "cross_entropy",
    "d_cross_entropy",
    "d_leaky_relu",
    "d_relu",
    "d_sigmoid",
    "d_sigmoid_from_output",
    "d_softmax_cross_entropy",
    "d_softmax_cross_entropy_from_output",
    "d_softplus",
    "d_tanh",
    "d_tanh_from_output",
    "leaky_relu",
    "log_softmax",
    "logsumexp",
    "relu",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "softmax_jacobian",
    "softmax_vjp",
    "softplus",
    "tanh",
]
