"""./ramage bench: measures on this machine what docs/performance.md shows. Python's own library only, and wrk."""
import argparse
import platform
import sys

import rows
from load import fsync_milliseconds
from place import Places, Tools


def main():
    arguments = parse()
    if not arguments.names:
        explain()
        return
    names = list(rows.BENCHES) if arguments.names == ["all"] else arguments.names
    pattern = ".*"
    if names[0] == "jmh" and len(names) > 1:
        names, pattern = names[:1], "|".join(names[1:])
    unknown = [name for name in names if name not in rows.BENCHES]
    if unknown:
        raise SystemExit("there is no bench " + ", ".join(unknown) + "; ./ramage bench lists them")
    tools = Tools(arguments.ramage, arguments.java, arguments.options.split("\n"), arguments.classes)
    places = Places(tools, arguments.scale)
    run = rows.Run(tools, places, arguments.seconds, arguments.port, pattern)
    try:
        measure(names, run)
    finally:
        places.close()


def parse():
    parser = argparse.ArgumentParser(prog="./ramage bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure, or all; nothing lists them")
    parser.add_argument("--seconds", type=float, default=10, help="of each warm-up and each measurement (default: 10)")
    parser.add_argument("--scale", type=float, default=1, help="of a million posts and accounts, such as 0.01")
    parser.add_argument("--port", type=int, default=8470, help="the first of a few ports to use (default: 8470)")
    for handed in ("ramage", "java", "options", "classes"):
        parser.add_argument("--with-" + handed, dest=handed, default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def explain():
    print("./ramage bench NAME... or ./ramage bench all; --help tells what can be shortened.\n")
    for name, bench in rows.BENCHES.items():
        print(f"  {name:14} {bench.__doc__.splitlines()[0]}")


def measure(names, run):
    fsync = fsync_milliseconds(run.places.folder)
    print(f"{machine()}; append of 4 kB and fsync: p50 {fsync:.2f} ms\n", flush=True)
    measured = []
    for name in names:
        print(name, flush=True)
        for row in rows.BENCHES[name](run):
            print("  " + row, flush=True)
            measured.append(row)
    print("\n| what | bar | here |\n|---|---|---|")
    print("\n".join(measured))


def machine():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return f"{len(models)} cores of {models[0] if models else platform.machine()}, {platform.system()} {platform.release()}"


if __name__ == "__main__":
    sys.exit(main())
