/** Packages that are not there, as real compilers and runtimes name them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runToEnd } from '../sandbox/provider-suite';
import { openTestEngine, type TestEngine } from '../testing/test-engine';

let open: TestEngine;
beforeAll(async () => {
  open = await openTestEngine({ config: { warmSandboxes: 0 } });
});
afterAll(() => open?.[Symbol.asyncDispose]());

/** Language, its file, a program, and what that lacks. */
const programs: [spec: string, path: string, content: string, name: string][] = [
  ['python', 'main.py', 'import requests.adapters\n', 'requests'],
  ['javascript', 'main.js', "require('lodash/fp');\n", 'lodash'],
  ['javascript', 'main.mjs', "import '@scope/thing/part';\n", '@scope/thing'],
  ['typescript', 'main.ts', "import lodash from 'lodash';\nconsole.log(lodash);\n", 'lodash'],
  ['ruby', 'main.rb', "require 'nokogiri'\n", 'nokogiri'],
  ['perl', 'main.pl', 'use JSON::XS;\n', 'JSON::XS'],
  ['php', 'main.php', '<?php imagecreate(1, 1);\n', 'imagecreate'],
  ['lua', 'main.lua', "require 'socket.core'\n", 'socket.core'],
  ['r', 'main.R', 'library(ggplot2)\n', 'ggplot2'],
  ['go', 'main.go', 'package main\n\nimport "github.com/x/y"\n\nfunc main() { y.Z() }\n', 'github.com/x/y'],
  ['rust', 'main.rs', 'use serde::Serialize;\n\nfn main() {}\n', 'serde'],
  ['java', 'Main.java', 'import org.apache.lang.Text;\n\nclass Main {}\n', 'org.apache.lang'],
  ['haskell', 'Main.hs', 'import Network.HTTP\n\nmain = print 1\n', 'Network.HTTP'],
  ['ocaml', 'main.ml', 'open Lwt\n', 'Lwt'],
  ['c', 'main.c', '#include <curl/curl.h>\n', 'curl/curl.h'],
  ['cpp', 'main.cpp', '#include <boost/any.hpp>\n', 'boost/any.hpp'],
];

test.concurrent.each(programs)('%s, %s', async (spec, path, content, name) => {
  const { events, stderr, stdout } = await runToEnd(open.engine.runs, '', { spec, files: [{ path, content }] });
  const notes = events.filter(({ type }) => type === 'unsupported');
  expect(notes, stdout + stderr).toEqual([
    { type: 'unsupported', feature: 'package', message: expect.stringContaining(`"${name}" is neither`) },
  ]);
});

test.each([
  ['javascript', 'main.js', "require('./greeter');\n"],
  [
    'python',
    'main.py',
    'try:\n    import requests\nexcept ImportError as error:\n    print(type(error).__name__, error)\n',
  ],
])('nothing is said of %s that lacks a file of its own, or goes on', async (spec, path, content) => {
  const { events } = await runToEnd(open.engine.runs, '', { spec, files: [{ path, content }] });
  expect(events.filter(({ type }) => type === 'unsupported')).toEqual([]);
});
