"""Which processor this is."""

from core.base.machine import processor


def test_the_processor_has_a_name_that_stays():
    assert processor()
    assert processor() == processor().strip()
