"""Building blocks of a network: each has a forward pass, and a backward pass that undoes it.

``forward(x)`` gives the layer's output and keeps a copy of what ``backward`` needs;
``backward(upstream)`` takes the gradient of the cost with respect to that output, of its shape,
and gives the one with respect to the input. A layer with parameters holds them in the dict
``parameters``, by name, and after ``backward`` their gradients in ``gradients``, by the same
names; it uses these very arrays, so that ``parameters["bias"] -= ...`` trains it. All is float64
and the first axis is the batch. Inputs are never written to and nothing is added up from one
pass to the next.
"""

from activations.layers.arithmetic import Add, Affine, Mul
from activations.layers.losses import CrossEntropy, SoftmaxWithLoss
from activations.layers.pointwise import Elementwise, LeakyReLU, ReLU, Sigmoid, Softmax, Tanh
from activations.layers.recurrent import SimpleRNN
from activations.layers.sequential import Layer, Sequential
from activations.layers.windows import Conv2D, MaxPool2D

__all__ = [
    "Add",
    "Affine",
    "Conv2D",
    "CrossEntropy",
    "Elementwise",
    "Layer",
    "LeakyReLU",
    "MaxPool2D",
    "Mul",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "SimpleRNN",
    "Softmax",
    "SoftmaxWithLoss",
    "Tanh",
]
