# Runs once before a program, in a namespace of its own that is emptied before the program starts.
import asyncio, gc, os, re, signal, sys
from asyncio import selector_events, unix_events

# What programs often import, or the report of an error does.
import ast, bisect, collections.abc, contextlib, copy, dataclasses, datetime, decimal, enum, fractions, functools
import heapq, io, itertools, json, linecache, math, operator, pathlib, random, statistics, string, textwrap, time
import tokenize, traceback, typing, unicodedata, _colorize, _pyrepl

def add_hook():
    open_device, write, close = os.open, os.write, os.close
    write_only, missing, is_missing = os.O_WRONLY, ModuleNotFoundError, isinstance
    threads = frozenset(('_thread.start_new_thread', '_thread.start_joinable_thread'))
    processes = frozenset(('os.system', 'os.exec', 'os.fork', 'os.forkpty', 'os.posix_spawn', 'os.spawn', 'subprocess.Popen'))
    sockets = frozenset(('socket.__new__', 'socket.getaddrinfo', 'socket.gethostbyname'))

    def tell(text):
        try:
            device = open_device('/dev/runyard', write_only)
            write(device, text.encode())
            close(device)
        except OSError:
            pass

    def hook(event, args):
        if event in threads:
            tell('threads')
        elif event in processes:
            tell('subprocesses')
        elif event in sockets:
            tell('sockets')
        elif event == 'sys.excepthook' and is_missing(args[2], missing) and args[2].name:
            package = args[2].name.partition('.')[0]
            if not os.path.exists(package) and not os.path.exists(package + '.py'):
                tell('package ' + package)

    sys.addaudithook(hook)


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


selector_events.BaseSelectorEventLoop._make_self_pipe = no_self_pipe
selector_events.BaseSelectorEventLoop._close_self_pipe = close_self_pipe
selector_events.BaseSelectorEventLoop._write_to_self = lambda loop: None
unix_events._UnixSelectorEventLoop.add_signal_handler = add_signal_handler
unix_events._UnixSelectorEventLoop.remove_signal_handler = remove_signal_handler

sys.builtin_module_names = tuple(name for name in sys.builtin_module_names if name)
add_hook()


def begin(entry, args, env):
    os.environ.clear()
    for name, value in env.items():
        try:
            os.environ[name] = value
        except ValueError:
            pass
    sys.argv[:] = [entry, *args]
    sys.orig_argv[:] = [sys.executable, '-u', entry, *args]
    sys.path[0:0] = [path for path in env.get('PYTHONPATH', '').split(':') if path]
    random.seed()


gc.collect()
gc.freeze()
