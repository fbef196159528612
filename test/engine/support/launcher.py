"""What launcher.c does, for machines without a C compiler."""

import ctypes
import sys

if sys.platform == "linux":
    # PR_SET_PDEATHSIG, SIGKILL: a server must not outlive the tests that started it.
    ctypes.CDLL(None).prctl(1, 9)

library = ctypes.CDLL(sys.argv[1], mode=ctypes.RTLD_GLOBAL)
words = [b"clickhouse", *(argument.encode() for argument in sys.argv[2:])]
arguments = (ctypes.c_char_p * (len(words) + 1))(*words, None)
sys.exit(library.chdb_query_cmdline(len(words), arguments))
