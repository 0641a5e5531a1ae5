/** What a Python program may try. */
import type { Target } from '../scene';
import type { Program } from './program';

const list = (routes: Record<string, string>) =>
  Object.entries(routes).map(
    ([name, body]) => `def route():\n    ${body.replaceAll('\n', '\n    ')}\nattempt(${JSON.stringify(name)}, route)`,
  );

export function listPythonPrograms({ canaryPath, openFolder, tcpPort, socketPath, enginePid }: Target): Program[] {
  const canary = JSON.stringify(canaryPath);
  const made = JSON.stringify(`${openFolder}/made`);
  const shell = JSON.stringify(`cat ${canaryPath}; touch ${openFolder}/made`);
  const routes = {
    open: `return open(${canary}).read()`,
    'os.open': `import os\nreturn os.read(os.open(${canary}, os.O_RDONLY), 100)`,
    'a path out of the work folder': `return open('../../../../../..' + ${canary}).read()`,
    'a link out of the work folder': `import os\nos.symlink(${canary}, 'link')\nreturn open('link').read()`,
    '/proc': `return open('/proc/self/environ').read() + open('/proc/1/root' + ${canary}).read()`,
    'descriptors that are not its own':
      'import os\nfor fd in range(3, 64):\n    try: return os.read(fd, 100)\n    except OSError: pass',
    environment: `import os\nreturn os.environ['RUNYARD_CANARY']`,
    'environment of C': `import os\nreturn os.environb[b'RUNYARD_CANARY']`,
    'a file elsewhere': `open(${made}, 'w').write('x')\nraise OSError`,
    'os.system': `import os\nreturn os.system(${shell}) == 0 or None`,
    'os.popen': `import os\nreturn os.popen(${shell}).read() or None`,
    subprocess: `import subprocess\nreturn subprocess.run(['cat', ${canary}], capture_output=True).stdout`,
    'os.fork': 'import os\nreturn os.fork()',
    'os.execv': `import os\nreturn os.execv('/bin/cat', ['cat', ${canary}])`,
    'os.posix_spawn': `import os\nreturn os.posix_spawn('/bin/cat', ['cat', ${canary}], {})`,
    multiprocessing: 'import multiprocessing\nmultiprocessing.Process(target=print).start()\nreturn 1',
    threading: 'import threading\nthreading.Thread(target=print).start()\nreturn 1',
    'os.kill of the engine': `import os\nos.kill(${enginePid}, 9)`,
    'a socket': `import socket\nreturn socket.create_connection(('127.0.0.1', ${tcpPort}), 1).recv(100)`,
    'a socket in the file system': `import socket\ns = socket.socket(socket.AF_UNIX)\ns.connect(${JSON.stringify(socketPath)})\nreturn s.recv(100)`,
    urllib: `import urllib.request\nreturn urllib.request.urlopen('http://127.0.0.1:${tcpPort}', timeout=1).read()`,
    'the bridge: js': 'import js\nreturn js.process.env.RUNYARD_CANARY',
    'the bridge: js.Function': 'import js\nreturn js.Function("return process.env.RUNYARD_CANARY")()',
    'the bridge: js.eval': 'import js\nreturn js.eval("1")',
    'the bridge: pyodide_js': 'import pyodide_js\nreturn pyodide_js.FS',
    'the bridge: run_js': 'from pyodide.code import run_js\nreturn run_js("1 + 1")',
    'the bridge: _pyodide_core':
      'import _pyodide_core\nreturn [n for n in dir(_pyodide_core) if "run_js" in n or "Js" in n and hasattr(getattr(_pyodide_core, n), "new")] or None',
    'the bridge: a network of its own': 'from pyodide.http import open_url\nreturn open_url("http://127.0.0.1").read()',
    'objects of the bridge in the garbage collector':
      'import gc\nreturn [o for o in gc.get_objects() if type(o).__name__ in ("JsProxy", "JsCallable") or "JsProxy" in repr(type(o).__mro__)] or None',
    'a module by its loader': `import importlib.util\nspec = importlib.util.spec_from_file_location('canary', ${canary})\nspec.loader.exec_module(importlib.util.module_from_spec(spec))\nreturn 1`,
    'an extension of C': `import _imp, importlib.machinery\nspec = importlib.machinery.ModuleSpec('x', None, origin=${canary})\nreturn _imp.create_dynamic(spec)`,
    'ctypes: system': `import ctypes\nreturn ctypes.CDLL(None).system(${shell}.encode()) == 0 or None`,
    'ctypes: open': `import ctypes\nc = ctypes.CDLL(None)\nfd = c.open(${canary}.encode(), 0)\nb = ctypes.create_string_buffer(100)\nc.read(fd, b, 100)\nreturn b.value or None`,
    'ctypes: getenv': `import ctypes\nc = ctypes.CDLL(None)\nc.getenv.restype = ctypes.c_char_p\nreturn c.getenv(b'RUNYARD_CANARY')`,
    'ctypes: code of JavaScript': `import ctypes\nreturn ctypes.CDLL(None).emscripten_run_script_int(b'1 + 1')`,
    'all of its memory': `import ctypes\nhaystack = ctypes.string_at(0, 16 * 2 ** 20)\nsecret = None\nreturn secret`,
    webbrowser: `import webbrowser\nreturn webbrowser.open('http://127.0.0.1:${tcpPort}') or None`,
    sqlite3: `import sqlite3\nreturn sqlite3.connect(${canary}).execute('select * from sqlite_master').fetchall()`,
  };
  const attempt = `def attempt(name, route):
    try:
        got = route()
        if got is not None: print('GOT', name, repr(got)[:200])
    except BaseException as error:
        print('refused', name, type(error).__name__)`;
  return [
    { name: 'every way of Python and of its bridge', text: [attempt, ...list(routes), 'print("the end")'].join('\n') },
    {
      name: 'its own memory written over',
      isFatal: true,
      text: 'import ctypes\nfor at in range(1024, 8 * 2 ** 20, 4096): ctypes.memset(at, 0x41, 64)\nprint(1)',
    },
    {
      name: 'calls of arbitrary function pointers',
      isFatal: true,
      text: 'import ctypes\nfor n in range(1, 4000):\n    try: ctypes.CFUNCTYPE(ctypes.c_int)(n)()\n    except Exception: pass',
    },
    {
      name: 'a recursion of C',
      isFatal: true,
      text: 'import sys\nsys.setrecursionlimit(10 ** 9)\nx = []\nfor _ in range(10 ** 6): x = [x]\nprint(repr(x)[:1])',
    },
    {
      name: 'code that is no code',
      isFatal: true,
      text: 'def f(): pass\nf.__code__ = f.__code__.replace(co_code=bytes(range(256)) * 4, co_stacksize=1)\nf()',
    },
  ];
}
