"""Loops that cut a picture into small pieces; whole numbers only, no GIL."""

from __future__ import annotations

import numpy as np

from core.base.compiled import inner, kernel
from core.base.union_kernels import join, root

# Stored levels are finer than 8 bits after smoothing: so many steps a level.
FINER = 256


@kernel
def smooth_rows(pixels, valid, weights, first, last, out, share):
    """Rows first ≤ y < last smoothed along themselves: out (h, w, 3) in FINER steps a level times share.

    pixels: (h, w, 3) uint8. valid: (h, w), or empty: all are; share (h, w), of the weights that fell on
    valid pixels, then too. weights: (2 r + 1,) int64 with the sum 1 << 14. Beyond the edge is what is on it.
    """
    width, reach = pixels.shape[1], weights.shape[0] // 2
    masked = valid.shape[0] > 0
    for y in range(first, last):
        for x in range(width):
            red = green = blue = there = np.int64(0)
            for i in range(weights.shape[0]):
                at = x + i - reach
                if at < 0:
                    at = 0
                elif at >= width:
                    at = width - 1
                if masked and not valid[y, at]:
                    continue
                weight = weights[i]
                there += weight
                red += weight * pixels[y, at, 0]
                green += weight * pixels[y, at, 1]
                blue += weight * pixels[y, at, 2]
            out[y, x, 0] = red >> 6
            out[y, x, 1] = green >> 6
            out[y, x, 2] = blue >> 6
            if masked:
                share[y, x] = there


@kernel
def smooth_columns(rows, share, weights, first, last, out):
    """The same along columns: out (h, w, 3) uint16 in FINER steps a level; 0 where no pixel near is valid."""
    height, width, reach = rows.shape[0], rows.shape[1], weights.shape[0] // 2
    masked = share.shape[0] > 0
    for y in range(first, last):
        for x in range(width):
            red = green = blue = there = np.int64(0)
            for i in range(weights.shape[0]):
                at = y + i - reach
                if at < 0:
                    at = 0
                elif at >= height:
                    at = height - 1
                weight = weights[i]
                there += weight * share[at, x] if masked else weight << 14
                red += weight * rows[at, x, 0]
                green += weight * rows[at, x, 1]
                blue += weight * rows[at, x, 2]
            there >>= 14
            if there < 1:
                there = np.int64(1)
            out[y, x, 0] = red // there
            out[y, x, 1] = green // there
            out[y, x, 2] = blue // there


@inner
def _step(smooth, y, x, other_y, other_x):
    total = 0.0
    for band in range(3):
        difference = np.float64(smooth[y, x, band]) - np.float64(smooth[other_y, other_x, band])
        total += difference * difference
    # Whole squares below 2**53 and a root that IEEE 754 rounds: the same step everywhere.
    length = np.int64(np.sqrt(total))
    return length if length < 65535 else np.int64(65535)


@inner
def _is_there(valid, below, beside, height, width):
    """Whether there is a valid pixel; valid: (h, w), or empty."""
    if below >= height or beside < 0 or beside >= width:
        return False
    return valid.shape[0] == 0 or valid[below, beside]


@kernel
def count_steps(smooth, valid, shifts, first, last, steps, counts):
    """How different the pixels of rows first ≤ y < last are from the neighbours at the shifts.

    shifts: (4, 2) int64, rows and columns: each pair of the eight neighbours once. steps: (h, w, 4) uint16.
    counts: (65536,) int64, how many there are of each; a neighbour that is not there, or not valid, is none.
    valid: (h, w), or empty.
    """
    height, width = smooth.shape[0], smooth.shape[1]
    masked = valid.shape[0] > 0
    for y in range(first, last):
        for x in range(width):
            if masked and not valid[y, x]:
                continue
            for s in range(shifts.shape[0]):
                below, beside = y + shifts[s, 0], x + shifts[s, 1]
                if not _is_there(valid, below, beside, height, width):
                    continue
                step = _step(smooth, y, x, below, beside)
                steps[y, x, s] = step
                counts[step] += 1


@kernel
def sort_steps(steps, valid, shifts, first, last, places, order):
    """The edges of rows first ≤ y < last put where they belong: by step, those alike by place.

    places: (65536,) int64, where the next edge of each step goes. order: (edges,) int32, 4 · pixel + shift.
    """
    height, width = steps.shape[0], steps.shape[1]
    masked = valid.shape[0] > 0
    for y in range(first, last):
        for x in range(width):
            if masked and not valid[y, x]:
                continue
            for s in range(shifts.shape[0]):
                below, beside = y + shifts[s, 0], x + shifts[s, 1]
                if not _is_there(valid, below, beside, height, width):
                    continue
                step = steps[y, x, s]
                order[places[step]] = 4 * (y * width + x) + s
                places[step] += 1


@kernel
def join_alike(order, steps, ahead, first, last, scale, parent, sizes, inner_steps):
    """Edges first ≤ e < last of the order: pieces that differ no more than inside themselves become one.

    Felzenszwalb & Huttenlocher (2004): a step of at most inner_steps + scale / size of both sides.
    steps: (4 · pixels,). ahead: (4,) int64, how many pixels on the neighbour of each shift is. sizes,
    inner_steps: by root.
    """
    for e in range(first, last):
        edge = order[e]
        pixel = edge >> 2
        a = root(parent, pixel)
        b = root(parent, pixel + ahead[edge & 3])
        if a == b:
            continue
        step = np.int64(steps[edge])
        if step <= inner_steps[a] + scale // sizes[a] and step <= inner_steps[b] + scale // sizes[b]:
            both = sizes[a] + sizes[b]
            join(parent, a, b)
            a = a if a < b else b
            sizes[a] = both
            inner_steps[a] = step


@kernel
def join_small(order, ahead, first, last, least, parent, sizes):
    """Edges first ≤ e < last of the order: a piece of fewer than `least` pixels goes to the one beyond."""
    for e in range(first, last):
        edge = order[e]
        pixel = edge >> 2
        a = root(parent, pixel)
        b = root(parent, pixel + ahead[edge & 3])
        if a != b and (sizes[a] < least or sizes[b] < least):
            both = sizes[a] + sizes[b]
            join(parent, a, b)
            sizes[a if a < b else b] = both


@kernel
def number_pieces(parent, valid, first, last, number, ids):
    """Pixels first ≤ i < last: ids (n,) int32 of their pieces, in the order of their first pixels, from 1.

    number: the last one given before; the last one given. What is not valid has 0.
    """
    masked = valid.shape[0] > 0
    for i in range(first, last):
        if masked and not valid[i]:
            ids[i] = 0
            continue
        of = root(parent, i)
        if of == i:
            number += 1
            ids[i] = number
        else:
            ids[i] = ids[of]
    return number
