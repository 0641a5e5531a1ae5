/** What a Ruby program may try. */
import type { Target } from '../scene';
import type { Program } from './program';

export function listRubyPrograms({ canaryPath, openFolder, tcpPort, enginePid }: Target): Program[] {
  const canary = `'${canaryPath}'`;
  const routes: Record<string, string> = {
    'File.read': `File.read(${canary})`,
    'a path out of the work folder': `File.read('../../../../../..' + ${canary})`,
    'a link': `File.symlink(${canary}, 'link'); File.read('link')`,
    'IO.sysopen': `IO.for_fd(IO.sysopen(${canary})).read`,
    'descriptors that are not its own':
      '(3..63).each { |fd| begin; got = IO.for_fd(fd, autoclose: false).sysread(100); return got; rescue SystemCallError, EOFError, ArgumentError, IOError; end }; nil',
    'Dir of the root': `Dir.children(File.dirname(${canary}))`,
    '/proc': "File.read('/proc/self/environ')",
    environment: "ENV['RUNYARD_CANARY']",
    'a file elsewhere': `File.write('${openFolder}/made', 'x'); raise 'written in memory only'`,
    backquotes: `\`cat ${canaryPath}\``,
    system: `system('touch ${openFolder}/made') || nil`,
    exec: `exec('cat', ${canary})`,
    fork: 'fork { }',
    spawn: `spawn('cat', ${canary})`,
    'IO.popen': `IO.popen(['cat', ${canary}]).read`,
    'Kernel#open with a pipe': `open('|cat ' + ${canary}).read`,
    'Process.kill of the engine': `Process.kill(:KILL, ${enginePid}); raise 'sent to nobody'`,
    'a socket': `require 'socket'; TCPSocket.new('127.0.0.1', ${tcpPort}).read`,
    'net/http': `require 'net/http'; Net::HTTP.get('127.0.0.1', '/', ${tcpPort})`,
    'the bridge: js': "require 'js'; JS.eval('return 1')",
    'the bridge: JS.global': 'JS.global[:process]',
    Fiddle:
      "require 'fiddle'; Fiddle::Function.new(Fiddle.dlopen(nil)['getenv'], [Fiddle::TYPE_VOIDP], Fiddle::TYPE_VOIDP).call('RUNYARD_CANARY').to_s",
    syscall: 'syscall(39)',
    load: `load ${canary}`,
    require: `require ${canary}`,
    'objects of the bridge':
      "ObjectSpace.each_object(Module).select { |m| m.name.to_s.start_with?('JS') }.then { |found| found.empty? ? nil : found }",
    'RubyVM bytecode': "RubyVM::InstructionSequence.load_from_binary('YARB' + 'x' * 100)",
    Thread: 'Thread.new { 1 }.value.then { nil }',
  };
  const attempts = Object.entries(routes).map(([name, body]) => `attempt(${JSON.stringify(name)}, lambda { ${body} })`);
  const attempt = `def attempt(name, route)
  got = route.call
  puts(got.nil? ? "nothing #{name}" : "GOT #{name} #{got.inspect[0, 200]}")
rescue Exception => error
  puts "refused #{name} #{error.class}"
end`;
  return [
    { name: 'every way of Ruby', text: [attempt, ...attempts, 'puts "the end"'].join('\n') },
    { name: 'a recursion', isFatal: true, text: 'def f(x) = f([x])\nf(1)' },
    {
      name: 'bytecode that is none',
      isFatal: true,
      text: "code = RubyVM::InstructionSequence.compile('1 + 1').to_binary\n(40...code.size).step(7) { |i| bad = code.dup; bad.setbyte(i, 255); begin; RubyVM::InstructionSequence.load_from_binary(bad).eval; rescue Exception; end }\nputs 1",
    },
  ];
}
