/** Ruby code of ours: what is set before any program, and what sets up the given one. */
import type { GuestJob, Unsupported } from '../runtime';

/** Its beginning is that of Ruby's own paths, so that its frames are left out of backtraces (Feature #20275). */
const OUR_PATH = '<internal:runyard>';
/** Folder of no files: to ask for one tells the host what the program wanted. It can do nothing else. */
const TELL_FOLDER = '.unsupported';
/** Told so, a program that dies of it is known by it. */
const OUT_OF_MEMORY = 'memory';
const kinds: readonly string[] = ['threads', 'subprocesses', 'sockets', 'package'] satisfies Unsupported[];

/** Part of the saved state. What does not work here fails as it does where Ruby does not find it. */
export const bootCode = wrap(`
  $stderr.sync = true
  require 'error_highlight'
  require 'did_you_mean'

  tell = proc { |kind, detail = ''| File.exist?("/${TELL_FOLDER}/#{kind}/#{detail}") }
  no_command = proc do |command|
    tell.(:subprocesses)
    command = command.find { |part| !part.is_a?(Hash) } if command.is_a?(Array)
    Errno::ENOENT.new(Array(command).first.to_s[/\\S+/])
  end

  [Kernel, Kernel.singleton_class].each do |kernel|
    kernel.class_eval do
      define_method(:\`) { |command| raise no_command.(command) }
      define_method(:system) do |*command, exception: false, **|
        error = no_command.(command)
        exception ? raise(error) : nil
      end
      %i[spawn exec].each { |name| define_method(name) { |*command, **| raise no_command.(command) } }
      define_method(:fork) do
        tell.(:subprocesses)
        raise NotImplementedError, 'fork() function is unimplemented on this machine'
      end
      private(:\`, :system, :spawn, :exec, :fork) if kernel == Kernel
    end
  end
  [Process, IO].zip([%i[spawn exec], %i[popen]]).each do |holder, names|
    names.each { |name| holder.define_singleton_method(name) { |*command, **, &_| raise no_command.(command) } }
  end
  { Thread => %i[new start fork], Ractor => %i[new] }.each do |holder, names|
    teller = Module.new do
      names.each do |name|
        define_method(name) do |*args, **options, &block|
          tell.(:threads)
          super(*args, **options, &block)
        end
      end
    end
    holder.singleton_class.prepend(teller)
  end

  original = Kernel.instance_method(:require)
  Kernel.define_method(:require) do |feature|
    raise LoadError, "cannot load such file -- #{feature}" if feature.to_s.match?(%r{\\Ajs(\\z|\\.rb|\\.so|/)})
    original.bind_call(self, feature)
  rescue LoadError => error
    name = error.message[%r{\\Acannot load such file -- ([\\w-]+)}, 1]
    if name == 'socket'
      tell.(:sockets)
    elsif name && caller_locations(1, 4).none? { |frame| frame.path.start_with?('/usr/') }
      tell.(:package, name)
    end
    raise
  end
  Kernel.send(:private, :require)
`);

/**
 * Goes once through what most programs do, so that V8 has compiled it when the program comes. It leaves nothing.
 */
export const warmUpCode = wrap(`
  path = '/tmp/.warm-up.rb'
  File.write(path, <<~'PROGRAM')
    warm_up = Class.new do
      attr_reader :name
      def initialize(name) = @name = name
      def greet(times: 1) = Array.new(times) { |i| "#{i}: #{name}" }
    end
    File.open('/tmp/.warm-up.txt', 'w') do |file|
      file.puts warm_up.new('x').greet(times: 2), { a: 1, 'b' => 2.5 }.inspect, format('%05d', 3), (1..3).sum
      begin
        Integer('x')
      rescue ArgumentError => error
        file.puts error.full_message
      ensure
        file.print nil
      end
    end
    File.foreach('/tmp/.warm-up.txt') { |line| line.chomp.split(':').map(&:strip).sort }
  PROGRAM
  RubyVM::InstructionSequence.compile_file_prism(path).eval
  File.delete(path, '/tmp/.warm-up.txt')
  $stdout.print ''
`);

/** Sets up the program and gives its compiled code. */
export function writeJobCode({ entry, args, env }: GuestJob): string {
  const pairs = Object.entries(env).map(([name, value]) => `${quote(name)} => ${quote(value)}`);
  return wrap(`
    srand
    ENV.replace({ ${pairs.join(', ')} })
    ARGV.replace([${args.map(quote).join(', ')}])
    Dir.chdir('/work')
    $0 = ${quote(entry)}
    source = File.binread($0)
    if (at = source.index(/^__END__\\r?\\n/n))
      Object.const_set(:DATA, File.open($0).tap { |file| file.pos = source.index("\\n", at) + 1 })
    end
    at_exit { File.exist?('/${TELL_FOLDER}/${OUT_OF_MEMORY}') if NoMemoryError === $! }
    begin
      RubyVM::InstructionSequence.compile_file_prism($0)
    rescue SyntaxError => error
      $stderr.puts "ruby: #{error.detailed_message(highlight: false)}"
      exit!(1)
    end
  `);
}

/** What a path that Ruby asked for tells the host, where it is one of our folder. */
export function readTold(path: string): { what: Unsupported; detail: string } | null {
  const [folder, what, detail = ''] = path.split('/').filter(Boolean);
  return folder === TELL_FOLDER && isKind(what) ? { what, detail: detail.slice(0, 100) } : null;
}

export function tellsOutOfMemory(path: string): boolean {
  return path.replace(/^\//, '') === `${TELL_FOLDER}/${OUT_OF_MEMORY}`;
}

function isKind(text: string | undefined): text is Unsupported {
  return text !== undefined && kinds.includes(text);
}

function wrap(code: string): string {
  return `eval(${quote(`proc {\n${code}\n}.call`)}, nil, ${quote(OUR_PATH)})`;
}

/** A literal of any text, in which nothing is evaluated. */
function quote(text: string): string {
  let literal = '"';
  for (const character of text) {
    const isPlain = /[A-Za-z0-9_ ./,:;()<>=|&?!*+'-]/.test(character);
    literal += isPlain ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
  }
  return `${literal}"`;
}
