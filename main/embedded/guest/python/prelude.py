# Runs once before a program, in a namespace of its own.
import sys

loaded_by_itself = frozenset(sys.modules)

import asyncio, errno, gc, os, re, signal, subprocess, sys
from asyncio import selector_events, unix_events

# What programs often import, or the report of an error does.
import ast, bisect, collections.abc, contextlib, copy, dataclasses, datetime, decimal, enum, fractions, functools
import heapq, io, itertools, json, linecache, math, operator, pathlib, random, statistics, string, textwrap, time
import tokenize, traceback, typing, unicodedata, _colorize, _pyrepl

# The program may change them all.
AttributeError, MemoryError, ModuleNotFoundError = AttributeError, MemoryError, ModuleNotFoundError
frozenset, getattr, isinstance, property = frozenset, getattr, isinstance, property


def tell(text):
    # What the standard library tries by itself, and can do without.
    frame = get_frame(1)
    while frame is not None:
        if frame.f_code.co_filename in quiet_files:
            return
        frame = frame.f_back
    device = open_file('/dev/runyard', write_only)
    write_file(device, text.encode())
    close_file(device)


def tell_error(error):
    if isinstance(error, MemoryError):
        tell('memory')
    elif isinstance(error, ModuleNotFoundError) and error.name:
        package = error.name.partition('.')[0]
        if package in missing_processes:
            tell('subprocesses')
        elif not path_exists(package) and not path_exists(package + '.py'):
            tell('package ' + package)


def hook(event, args):
    try:
        kind = kinds.get(event)
        if kind:
            tell(kind)
        elif event == 'sys.excepthook':
            tell_error(args[2])
    except:
        pass


open_file, write_file, close_file, path_exists = os.open, os.write, os.close, os.path.exists
get_frame, write_only = sys._getframe, os.O_WRONLY
quiet_files = frozenset(f'/lib/python314.zip/{name}.py' for name in ('platform', 'uuid'))
missing_processes = frozenset(('_multiprocessing', '_posixsubprocess'))
kinds = {
    '_thread.start_new_thread': 'threads',
    '_thread.start_joinable_thread': 'threads',
    'os.system': 'subprocesses',
    'os.exec': 'subprocesses',
    'os.fork': 'subprocesses',
    'os.forkpty': 'subprocesses',
    'os.posix_spawn': 'subprocesses',
    'socket.__new__': 'sockets',
    'socket.getaddrinfo': 'sockets',
    'socket.gethostbyname': 'sockets',
}


# Where subprocess takes the number of its error from when it refuses.
class RefusedNumber:
    ENOTSUP = property(lambda self: (hook('os.fork', ()), errno.ENOTSUP)[1])
    __getattr__ = lambda self, name: getattr(errno, name)


# asyncio wakes its own selector through a pair of sockets, which there are not; and no other thread would wake it.
def no_self_pipe(loop):
    loop._internal_fds += 1


def close_self_pipe(loop):
    loop._internal_fds -= 1


def add_signal_handler(loop, sig, callback, *args):
    if asyncio.iscoroutine(callback) or asyncio.iscoroutinefunction(callback):
        raise TypeError('coroutines cannot be used with add_signal_handler()')
    loop._check_signal(sig)
    loop._check_closed()
    handle = asyncio.events.Handle(callback, args, loop, None)
    loop._signal_handlers[sig] = handle
    try:
        signal.signal(sig, lambda *_: loop._handle_signal(sig))
    except OSError as error:
        del loop._signal_handlers[sig]
        raise RuntimeError(f'sig {sig} cannot be caught') from error


def remove_signal_handler(loop, sig):
    loop._check_signal(sig)
    if loop._signal_handlers.pop(sig, None) is None:
        return False
    signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
    return True


# The original waits for the executor in a thread.
async def shutdown_default_executor(loop, timeout=None):
    loop._executor_shutdown_called = True
    if loop._default_executor is not None:
        loop._default_executor.shutdown(wait=False)


asyncio.BaseEventLoop.shutdown_default_executor = shutdown_default_executor
selector_events.BaseSelectorEventLoop._make_self_pipe = no_self_pipe
selector_events.BaseSelectorEventLoop._close_self_pipe = close_self_pipe
selector_events.BaseSelectorEventLoop._write_to_self = lambda loop: None
unix_events._UnixSelectorEventLoop.add_signal_handler = add_signal_handler
unix_events._UnixSelectorEventLoop.remove_signal_handler = remove_signal_handler

sys.builtin_module_names = tuple(name for name in sys.builtin_module_names if name)
subprocess.errno = RefusedNumber()
sys.addaudithook(hook)


def warm_up():
    # The engine compiles a function of the interpreter when it is first called: most of what programs call is called
    # here, while nobody waits.
    random.seed()
    space = {'__name__': 'warm'}
    code = compile(SAMPLE, '/work/sample.py', 'exec')
    with open('/work/sample.py', 'w') as file:
        file.write(SAMPLE)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, space)
    except ZeroDivisionError as error:
        traceback.print_exception(error, file=io.StringIO())
    os.unlink('/work/sample.py')
    linecache.clearcache()
    os.environ['A'] = 'B'
    del os.environ['A']
    # The one that was made at the start is frozen, and what refers to itself through it would not be deleted at exit.
    main = type(sys)('__main__')
    main.__dict__.update(sys.modules['__main__'].__dict__)
    sys.modules['__main__'] = main


SAMPLE = """
import sys, math, signal, time
class Shape:
    def __init__(self, side, **more): self.side = side
    @property
    def area(self): return self.side ** 2
    def __repr__(self): return f'Shape({self.side!r:>5})'
def squares(n):
    for i in range(n): yield i * i
def total(*values): return sum(values) / 2.5
words = {w: len(w) for w in 'the quick brown fox'.split()}
print('hi', 1.5, True, None, [1, 'a'], (2,), {3}, words, Shape(2), Shape(3).area, sep=', ', end='\\n', flush=True)
print(sorted(words, key=lambda w: -words[w]), total(*squares(9)), '%s %05.2f' % ('a', math.pi), 10**30 // 7)
print(''.join(reversed('abc')).upper(), list(zip('ab', map(int, '12'))), str([*enumerate('xy')]).encode())
try:
    time.sleep(0)
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    pass
finally:
    x = input if len(words) > 9 else [n for n in range(5) if n % 2]
while x: x.pop()
def fail(n): return 1 / n
fail(0)
"""


def begin(entry, args, env):
    os.environ.clear()
    for name, value in env.items():
        try:
            os.environ[name] = value
        except ValueError:
            pass
    sys.argv[:] = [entry, *args]
    sys.orig_argv[:] = [sys.executable, '-u', entry, *args]
    # What is imported above must not hide a file of the person's that has its name.
    own = {name.removesuffix('.py') for name in os.listdir('/work')} - loaded_by_itself
    for name in [name for name in sys.modules if name.partition('.')[0] in own]:
        del sys.modules[name]
    sys.path[0:0] = [path for path in env.get('PYTHONPATH', '').split(':') if path]


gc.collect()
gc.freeze()
