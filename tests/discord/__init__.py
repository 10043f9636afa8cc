"""A small, strict Discord over real sockets on this machine, for tests and benchmarks."""
