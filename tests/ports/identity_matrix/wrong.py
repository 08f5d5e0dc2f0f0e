def identity(n):
    """Return the identity matrix of the size n modulo 8."""
    size = n % 8
    matrix = [[0] * size] * size
    for i in range(size):
        matrix[i][i] = 1
    return matrix
