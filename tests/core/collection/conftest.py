"""One thread for scikit-learn: small arrays need no more, and two that wait for each other on a busy machine
take minutes.
"""

from collections.abc import Iterator

import pytest
from sklearn import manifold  # noqa: F401 - what is loaded now is limited below
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    with threadpool_limits(1):
        yield
