"""What one takes from the standard library for `Containers.java`."""

from bisect import bisect_left
from collections import Counter
from statistics import mean


def array_hash_code(a):
    code = 1
    for n in a:
        code = (31 * code + n) & 0xFFFFFFFF
    return code - 0x100000000 if code >= 0x80000000 else code


def ints_to_string(a):
    return str(a)


def doubles_to_string(a):
    return str(a)


def list_to_string(items):
    return str(items)


def arrays_equal(a, b):
    return a == b


def sort_ints(a):
    a.sort()
    return a


def sort_doubles(a):
    a.sort()
    return a


def sort_texts(items):
    items.sort()
    return items


def copy_of(a, length):
    return a[:length]


def copy_of_range(a, start, stop):
    return a[start:stop]


def binary_search(a, key):
    i = bisect_left(a, key)
    return i if i < len(a) and a[i] == key else -1


def sum_of_ints(a):
    return sum(a)


def sum_of_doubles(a):
    return sum(a)


def average_of_ints(a):
    return mean(a)


def max_of_ints(items):
    return max(items)


def max_of_doubles(items):
    return max(items)


def reverse_list(items):
    items.reverse()


def rotate_list(items, distance):
    items[:] = items[-distance:] + items[:-distance]


def frequency(items, value):
    return items.count(value)


def n_copies(n, value):
    return [value] * n


def list_get(items, index):
    return items[index]


def list_index_of(items, value):
    return items.index(value)


def list_contains(items, value):
    return value in items


def equal_lists(a, b):
    return a == b


def sub_list(items, start, stop):
    return items[start:stop]


def list_insert(items, index, value):
    items.insert(index, value)


def remove_value(items, value):
    if value in items:
        items.remove(value)
        return True
    return False


def remove_at(items, index):
    return items.pop(index)


def distinct(items):
    return list(dict.fromkeys(items))


def intersection(a, b):
    a &= b
    return a


def first_of_tree_set(items):
    return min(items)


def get_or_default(mapping, key):
    return mapping.get(key, 0)


def count_words(words):
    return Counter(words)
