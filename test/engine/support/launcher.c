/* Gives the ClickHouse that npm brings as a library (libchdb.so) the command line back that it has as a program. */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

int main(int argc, char **argv) {
#ifdef __linux__
  /* A server must not outlive the tests that started it. */
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  void *library = argc < 2 ? NULL : dlopen(argv[1], RTLD_NOW | RTLD_GLOBAL);
  if (library == NULL) {
    fprintf(stderr, "launcher: %s\n", argc < 2 ? "no library named" : dlerror());
    return 2;
  }
  int (*run)(int, char **) = (int (*)(int, char **))dlsym(library, "chdb_query_cmdline");
  if (run == NULL) {
    fprintf(stderr, "launcher: %s\n", dlerror());
    return 2;
  }
  argv[1] = "clickhouse";
  return run(argc - 1, argv + 1);
}
