/** What a C program may try. */
import type { Target } from '../scene';
import type { Program } from './program';

export function listCPrograms({ canaryPath, openFolder }: Target): Program[] {
  const canary = JSON.stringify(canaryPath);
  const made = JSON.stringify(`${openFolder}/made`);
  const text = `#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void got(const char *name, const char *text) { if (text) printf("GOT %s %s\\n", name, text); else printf("refused %s\\n", name); }

int main(void) {
  char text[200] = {0};
  FILE *file = fopen(${canary}, "r");
  got("fopen", file && fgets(text, sizeof text, file) ? text : NULL);
  char path[1000] = "../../../../../../..";
  strcat(path, ${canary});
  file = fopen(path, "r");
  got("a path out of the work folder", file && fgets(text, sizeof text, file) ? text : NULL);
  file = fopen("/proc/self/environ", "r");
  got("/proc", file && fgets(text, sizeof text, file) ? text : NULL);
  got("getenv", getenv("RUNYARD_CANARY"));
  for (int fd = 3; fd < 64; fd++) if (read(fd, text, 100) > 0) got("a descriptor", text);
  file = fopen(${made}, "w");
  if (file) fputs("x", file);
  unlink(${canary});
  rename(${canary}, ${made});
  symlink(${canary}, "link");
  file = fopen("link", "r");
  got("a link", file && fgets(text, sizeof text, file) ? text : NULL);
  puts("the end");
}
`;
  return [
    { name: 'every way of C', text },
    {
      name: 'all of its memory written over',
      isFatal: true,
      text: 'int main(void) { for (volatile char *p = (char *)1; ; p++) *p = 0x41; }\n',
    },
    {
      name: 'an arbitrary function pointer',
      isFatal: true,
      text: 'int main(void) { for (int i = 1; i < 1000; i++) ((int (*)(int))i)(i); }\n',
    },
    {
      name: 'an import of its own',
      isFatal: true,
      text: '__attribute__((import_module("env"), import_name("constructor"))) int outside(int); int main(void) { return outside(1); }\n',
    },
    {
      name: 'a recursion',
      isFatal: true,
      text: 'int f(int x) { volatile char b[1000]; b[0] = x; return f(x + 1) + b[0]; } int main(void) { return f(0); }\n',
    },
  ];
}
