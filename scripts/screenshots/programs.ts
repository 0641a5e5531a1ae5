/** The programs in the pictures. */
export const collatz = `"""How many steps does the Collatz rule take down to 1?"""

BOLD, DIM, END = "\\x1b[1m", "\\x1b[2m", "\\x1b[0m"


def steps(n):
    count = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        count += 1
    return count


def hue(count):
    """From green over yellow to red, as the way gets longer."""
    return 32 if count < 12 else 33 if count < 20 else 31


print(f"{BOLD} n  steps{END}")
for n in range(1, 24):
    count = steps(n)
    bar = "█" * (count + 1)
    print(f"{n:>2}  \\x1b[{hue(count)}m{bar}{END} {DIM}{count}{END}")

longest = max(range(1, 10_000), key=steps)
print(f"\\nThe longest below 10,000: {BOLD}{steps(longest)}{END} steps,")
print(f"from {BOLD}\\x1b[36m{longest:,}{END}.")
`;

export const brokenC = `#include <math.h>
#include <stdio.h>

struct point {
  double x, y;
};

static double distance(struct point a, struct point b) {
  double dx = a.x - b.x;
  double dy = a.y - b.y;
  double dz = a.z - b.z;
  return sqrt(dx * dx + dy * dy + dz * dz);
}

int main(void) {
  struct point here = {1, 2};
  struct point there = {4, 6};
  printf("%.1f\\n", distance(here, there));
  return 0;
}
`;

export const typeScriptWords = `type Count = { word: string; times: number };

const text = "the cat saw the dog and the dog saw the cat";

function count(words: string[]): Count[] {
  const times = new Map<string, number>();
  for (const word of words) {
    times.set(word, (times.get(word) ?? 0) + 1);
  }
  return [...times]
    .map(([word, times]) => ({ word, times }))
    .sort((a, b) => b.times - a.times);
}

for (const { word, times } of count(text.split(" "))) {
  console.log(word.padEnd(4), "•".repeat(times));
}
`;

export const rubyWords = `TEXT = "the cat saw the dog and the dog saw the cat"

TEXT.split
    .tally
    .sort_by { |_, times| -times }
    .each { |word, times| puts "#{word.ljust(4)} #{"•" * times}" }
`;

/** The best first, by a rule that is to be changed. */
export function rankTowns(rule: string): string {
  return `const towns = [
  { name: 'Lund', people: 94_393, area: 26 },
  { name: 'Delft', people: 109_577, area: 24 },
  { name: 'Jena', people: 111_191, area: 115 },
  { name: 'Braga', people: 193_349, area: 183 },
  { name: 'Graz', people: 303_270, area: 128 },
  { name: 'Cork', people: 222_526, area: 187 },
];

const rank = (town) => ${rule};

console.log('town     rank');
for (const town of towns.sort((a, b) => rank(b) - rank(a))) {
  console.log(town.name.padEnd(8), Math.round(rank(town)));
}
console.log(towns.length, 'towns');
`;
}

export const divided = `import sys


def share(total, people):
    return total / people


print("sharing…")
print("nobody is there", file=sys.stderr)
print(share(3, 0))
`;

export const growing = `rows = []
while True:
    rows.append("x" * 1_000_000)
`;

export const flood = `for number in range(2_000_000):
    print("line", number, "=" * 60)
`;

/** Ends in a REPL. */
export const colours = `import code

for number in range(8):
    print(f"\\x1b[{30 + number}mcolour {number}\\x1b[0m \\x1b[{40 + number}m on {number} \\x1b[0m")
code.interact(banner="", exitmsg="")
`;

export function squares(power: number): string {
  return `for (let row = 0; row < 8; row++) console.log('row', row, row ** ${power});\n`;
}
