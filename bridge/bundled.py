"""The worked example: `activations` against the forum's class, as posted and as corrected.

The one place that knows both sides. The truth is the oracle's, the bounds are what each side
promises, and the ledger declares the ten ways in which the posted class is wrong.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

import activations
from activations._kernels import COMPILED
from bridge import oracle
from bridge.compare import Aspect, Bits
from bridge.corrections import Correction
from bridge.expectations import Expectation, refuse, returns
from bridge.functions import PortFunction
from bridge.javatypes import Value
from bridge.jvm import JAVA_SOURCES
from bridge.oracle import CONTEXT as MP
from bridge.oracle import Truth
from bridge.ports import Oracle, Pair, Port
from bridge.signatures import Case
from bridge.values import Conversion

__all__ = ["BUNDLED", "LEDGER"]

Row = Sequence[float]

# Of the four that the user named and of the rest.
_BY_USER, _BY_US = "the user", "portproof"

_MIN_VALUE = 5e-324  # Java's Double.MIN_VALUE, the smallest positive double
_REFUSAL = "java.lang.IllegalArgumentException"


def _array(*entries: float) -> Value:
    return np.array(entries, np.float64)


_INF = math.inf
_SPECIAL_ROWS = tuple(
    (_array(*row),)
    for row in (
        (-_INF, 0.0),
        (-_INF, -_INF),
        (-_INF, -_INF, 1.0, 2.0),
        (_INF, 0.0),
        (_INF, _INF),
        (math.nan, 1.0),
        (-1e308, 1e308),
    )
)
# The posted loop is a fragment that says nothing of these, so only the corrected class is asked.
_UNEQUAL_LENGTHS = tuple(
    (_array(*t), _array(*a))
    for t, a in (
        ((1.0,), (0.5, 0.5)),
        ((0.0, 1.0), (0.5,)),
        ((1.0, 0.0, 0.0), (0.5, 0.5)),
        ((), (1.0,)),
        ((1.0,), ()),
    )
)


def _pair(
    java: str,
    function: Callable[..., object],
    truth: Callable[..., Expectation],
    java_max_ulp: float | Callable[..., float],
    python_max_ulp: float,
    *,
    swapped: bool = False,
    given: tuple[Case, ...] = (),
) -> Pair:
    return Pair(
        java=java,
        python=f"activations.{function.__name__}",
        function=PortFunction("activations", function.__name__, (1, 0) if swapped else ()),
        oracle=Oracle(
            truth,
            java_max_ulp if callable(java_max_ulp) else lambda *_: java_max_ulp,
            python_max_ulp,
        ),
        same_length=swapped,
        given=given,
        conversion=Conversion(is_numpy=True),
        is_vectorised=java.endswith("(double)"),
    )


def _scalar(truth: Callable[[float], Truth]) -> Callable[..., Expectation]:
    return lambda x: returns(truth(x))


def _softmax(z: Row) -> Expectation:
    return returns(oracle.softmax(z)) if len(z) else refuse(_REFUSAL)


def _a_minus_t(t: Row, a: Row) -> Expectation:
    return returns(_differences(a, t)) if len(a) and len(t) == len(a) else refuse(_REFUSAL)


def _differences(a: Row, b: Row) -> list[Truth]:
    return [MP.mpf(x) - MP.mpf(y) for x, y in zip(a, b, strict=True)]


def _pairs(
    tanh_ulp: float,
    sigmoid_ulp: float,
    softmax_ulp: float | Callable[..., float],
    gradient_given: tuple[Case, ...] = (),
) -> tuple[Pair, ...]:
    """Pairs for a Java class of this accuracy in the three methods where classes vary."""
    gradient = activations.d_softmax_cross_entropy_from_output
    return (
        _pair("tanh(double)", activations.tanh, _scalar(oracle.tanh), tanh_ulp, 2),
        _pair("sigmoid(double)", activations.sigmoid, _scalar(oracle.sigmoid), sigmoid_ulp, 2),
        _pair("relu(double)", activations.relu, _scalar(oracle.relu), 0, 0),
        _pair("leaky_relu(double)", activations.leaky_relu, _scalar(oracle.leaky_relu), 0.5, 0.5),
        _pair(
            "softmax(double[])",
            activations.softmax,
            _softmax,
            softmax_ulp,
            6,
            given=_SPECIAL_ROWS,
        ),
        _pair("dTanh(double)", activations.d_tanh, _scalar(oracle.d_tanh), 4, 4),
        _pair("dSigmoid(double)", activations.d_sigmoid, _scalar(oracle.d_sigmoid), 4, 4),
        _pair("dRelu(double)", activations.d_relu, _scalar(oracle.d_relu), 0, 0),
        _pair("dLeaky_Relu(double)", activations.d_leaky_relu, _scalar(oracle.d_leaky_relu), 0, 0),
        _pair(
            "dCdz(double[],double[])",
            gradient,
            _a_minus_t,
            0.5,
            0.5,
            swapped=True,
            given=gradient_given,
        ),
    )


def _not_nan(x: float) -> bool:
    return not math.isnan(x)


def _one_plus_exp(x: float) -> Expectation:
    return returns(1 + MP.exp(-MP.mpf(x)), 2)


def _reciprocal_less_tanh(x: float) -> Expectation:
    """1/t - t, as far off as a t that is off by Math.tanh's 2.5 ULP makes it."""
    if x == 0:
        return returns(MP.mpf(math.copysign(math.inf, x)))
    t = oracle.tanh(x)
    value = 1 / t - t
    error = (1 + 1 / t**2) * 2.5 * math.ulp(float(t)) + math.ulp(float(1 / t))
    if math.isinf(float(value)):  # beyond the largest double
        return returns(value)
    return returns(value, float(error / math.ulp(float(value))) + 0.5)


def _input_as_output(x: float) -> Expectation:
    return returns(MP.mpf(x) * (1 - MP.mpf(x)), 2)


def _java_shift(z: Row) -> float:
    """The posted class's `max`: from the smallest positive double up, past NaN."""
    return max([_MIN_VALUE, *(x for x in z if x > _MIN_VALUE)])


def _shifted(z: Row) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    with np.errstate(all="ignore"):
        return np.asarray(z, np.float64) - _java_shift(z)


def _writes(z: Row) -> bool:
    after = _shifted(z)
    return bool(((after != z) & ~np.isnan(z)).any())


def _has_no_positive(z: Row) -> bool:
    return len(z) > 0 and max(z) <= 0 and not np.isnan(z).any()


def _shift_rounds(z: Row) -> bool:
    if not len(z) or not np.isfinite(_java_shift(z)) or max(z) <= 0 or np.isnan(z).any():
        return False
    shift = _java_shift(z)
    # fsum is exact, so what is left over is the rounding error; -inf less the shift has none.
    return any(
        math.isfinite(x) and (math.isinf(offset) or math.fsum((x, -shift, -offset)) != 0)
        for x, offset in zip(z, _shifted(z).tolist(), strict=True)
    )


def _plain_softmax_ulp(z: Row) -> float:
    """Exponential 1 ULP above and below, n - 1 additions and a division half an ULP each.

    In units of 2**-53 relative that is 2 + 2 + (n - 1) + 1, and a unit is at most one ULP.
    """
    return len(z) + 4.0


def _rounded_shift(z: Row) -> Expectation:
    return returns(oracle.softmax(_shifted(z).tolist()), _plain_softmax_ulp(z))


def _unshifted_softmax(z: Row) -> Expectation:
    """Softmax of *rounded* exponentials: where they underflow, so does everything else.

    Java may be off by 1 ULP in each of them, which far down is a large part of the whole.
    """
    true_terms = [MP.exp(max(MP.mpf(x), -1500)) for x in z]
    # A true exponential below half the smallest double is 0, and no ULP of it is in doubt.
    terms = [float(term) for term in true_terms]
    doubts = [math.ulp(term) if term else 0.0 for term in terms]
    total, doubt = MP.fsum(terms), MP.fsum(doubts)
    if not total:
        return returns([MP.nan] * len(z))
    if doubt >= total:
        return returns([MP.zero] * len(z), [math.inf] * len(z))
    values = [MP.mpf(term) / total for term in terms]
    bounds = [
        float(((term + MP.mpf(own)) / (total - doubt) - value) / math.ulp(float(value)))
        for term, own, value in zip(terms, doubts, values, strict=True)
    ]
    return returns(values, [bound + len(z) + 1 for bound in bounds])


LEDGER = (
    Correction(
        name="sigmoid precedence",
        methods=("sigmoid(double)",),
        reason="computes (1/1) + e^-v, for the division binds tighter than the addition",
        applies=_not_nan,
        java=_one_plus_exp,
        cases=((0.0,),),
        fix="1 / (1 + e^-v), in a form that neither overflows nor loses the tails",
        found_by=_BY_USER,
    ),
    Correction(
        name="tanh derivative",
        methods=("dTanh(double)",),
        reason="computes 1/t - t with t = tanh x: wrong by the factor 1/t, infinite at 0",
        applies=_not_nan,
        java=_reciprocal_less_tanh,
        cases=((0.0,),),
        fix="1 - tanh(x)^2, in a form that does not cancel",
        found_by=_BY_USER,
    ),
    Correction(
        name="max initialisation",
        methods=("softmax(double[])",),
        reason="starts the running maximum at Double.MIN_VALUE, the smallest positive double: "
        "entries that are all negative are not shifted, and below about -745 give 0/0",
        applies=_has_no_positive,
        java=_unshifted_softmax,
        cases=(([-746.0],),),
        fix="shifts by the largest entry, whatever its sign",
        found_by=_BY_USER,
    ),
    Correction(
        name="dC/dz sign",
        methods=("dCdz(double[],double[])",),
        reason="computes t - a, which turns gradient descent into ascent",
        applies=lambda t, a: len(t) == len(a) > 0,
        java=lambda t, a: returns(_differences(t, a), 0.5),
        cases=(([1.0], [0.0]),),
        fix="a - t",
        found_by=_BY_USER,
    ),
    Correction(
        name="mutated argument",
        methods=("softmax(double[])",),
        reason="writes the shifted entries into the caller's array",
        applies=_writes,
        java=lambda z: (_shifted(z),),
        cases=(([1.0],),),
        aspect=Aspect.ARGUMENTS,
        fix="leaves its argument alone",
        found_by=_BY_US,
    ),
    Correction(
        name="two contracts",
        methods=("dSigmoid(double)",),
        reason="takes the output of the sigmoid and gives x (1 - x), where dTanh of the same class "
        "takes the input of the tanh",
        applies=_not_nan,
        java=_input_as_output,
        cases=((0.0,),),
        fix="takes the input, as all four derivatives do; "
        "d_sigmoid_from_output takes the output and says so",
        found_by=_BY_US,
    ),
    Correction(
        name="kink at 0",
        methods=("dLeaky_Relu(double)",),
        reason="gives the slope 0 at 0, which lies outside [0.01, 1] and is no subgradient",
        applies=lambda x: x == 0,
        java=lambda x: returns(MP.zero),
        cases=((0.0,),),
        fix="0.01, the slope of the branch that computes the value there",
        found_by=_BY_US,
    ),
    Correction(
        name="NaN to 0",
        methods=("dRelu(double)", "dLeaky_Relu(double)"),
        reason="gives 0 for NaN, which hides that the network has diverged",
        applies=math.isnan,
        java=lambda x: returns(MP.zero),
        cases=((math.nan,),),
        fix="NaN for NaN",
        found_by=_BY_US,
    ),
    Correction(
        name="rounded shift",
        methods=("softmax(double[])",),
        reason="exponentiates the rounded v - max: the exponential magnifies the rounding "
        "to as much as 500 ULP",
        applies=_shift_rounds,
        java=_rounded_shift,
        cases=(([3.2, 600.0],),),
        fix="puts the rounding error back, for each entry",
        found_by=_BY_US,
    ),
    Correction(
        name="empty array",
        methods=("softmax(double[])", "dCdz(double[],double[])"),
        reason="returns an empty array, which is no distribution: nothing in it sums to 1",
        applies=lambda t, *_: not len(t),
        java=lambda *_: returns([]),
        cases=(([],), ([], [])),
        fix="ValueError: there is no distribution over nothing",
        found_by=_BY_US,
    ),
)

# Math.tanh promises 2.5 ULP and Math.exp 1; what the posted class makes of them is in the ledger.
BUNDLED = (
    Port(
        reference="forum",
        is_bundled=True,
        java=(JAVA_SOURCES / "references",),
        python="activations",
        classes=("forum.ActivationFunction",),
        pairs=_pairs(2.5, 2, _plain_softmax_ulp),
        corrections=LEDGER,
    ),
    Port(
        reference="corrected",
        is_bundled=True,
        java=(JAVA_SOURCES / "references",),
        python="activations",
        classes=("corrected.ActivationFunction",),
        pairs=_pairs(2, 2, 6, _UNEQUAL_LENGTHS),
        # The same operations one by one; the NumPy forms are others.
        rule=Bits() if COMPILED else None,
    ),
)
