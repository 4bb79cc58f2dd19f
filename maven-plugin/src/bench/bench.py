"""Measures what docs/benchmarks.md tells, prints it, and writes it there: mvn -Pbench verify.

Takes the class path of the plugin. Installs this version into the local repository first, as whole processes of
`mvn biomerkin:…` need it. BENCH_MAVEN_ARGS goes to every Maven (e.g. -o -Dmaven.repo.local=…), BENCH_RUNS says how often.
"""

import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
HERE = pathlib.Path(__file__).resolve().parent
OTHERS = "\n## Against other tools\n"
WORK = ROOT / "target" / "bench"
LOAD = os.getloadavg()[0]
GROWTH = (10, 100, 1000)
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
MAVEN = ["mvn", "-B", "-ntp", *os.environ.get("BENCH_MAVEN_ARGS", "").split()]
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2g"]
QUIET = {**os.environ, "CDK_VALIDATION": "false", "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1"}


def run(command, folder=ROOT, check=True):
    """(seconds, output) of a command."""
    begin = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=QUIET, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    took = time.perf_counter() - begin
    if check and done.returncode:
        sys.exit(f"{command[0]} … {' '.join(map(str, command[-3:]))} failed:\n{done.stdout}")
    return took, done.stdout


def java(class_path, *arguments, options=JAVA):
    """(seconds, values) of a run of Bench.java."""
    took, output = run([*options, "-cp", class_path, "Bench", *arguments])
    lines = [line.split("\t") for line in output.splitlines() if line.count("\t") == 1]
    return took, {name: float(value) for name, value in lines}


def compiled(class_path):
    classes = WORK / "classes"
    classes.mkdir()
    run(["javac", "-nowarn", "-proc:none", "-d", classes, "-cp", class_path, *HERE.glob("*.java")])
    return f"{classes}{os.pathsep}{class_path}"


def median(values):
    return statistics.median(values)


def clone(name):
    """The example alone in a repository of its own."""
    folder = WORK / name
    shutil.copytree(
        ROOT / "examples" / "biomerkin", folder, ignore=shutil.ignore_patterns(".biomerkin", "target", "__pycache__")
    )
    return repository(folder)


def repository(folder):
    (folder / ".gitignore").write_text(".biomerkin/\n__pycache__/\n")
    for command in ("init -q", "config user.name Bench", "config user.email bench@example.org", "add -A", "commit -q -m bench"):
        run(["git", *command.split()], folder)
    return folder


def processes():
    """Whole processes of Maven, in turn, so that a slow moment of the machine meets all of them."""
    folder = clone("processes")
    deploy = [*MAVEN, "biomerkin:deploy", "-Denv=dev", "-DskipValidation"]
    run(deploy, folder)
    run([*MAVEN, "biomerkin:help"], folder)
    times = {"maven": [], "help": [], "unchanged": [], "change": []}
    for number in range(RUNS):
        times["maven"].append(run([*MAVEN, "validate"], folder)[0])
        times["help"].append(run([*MAVEN, "biomerkin:help"], folder)[0])
        times["unchanged"].append(run([*MAVEN, "biomerkin:deploy", "-Denv=dev"], folder)[0])
        agent = folder / "literature" / "literature_agent.py"
        agent.write_text(agent.read_text() + f"# change {number}\n")
        run(["git", "commit", "-q", "-a", "-m", "change"], folder)
        times["change"].append(run([*deploy, "-DskipTests"], folder)[0])
    return {name: median(values) for name, values in times.items()}


def engine(class_path):
    """First, unchanged, changed and rolled back inside one JVM: seconds and calls."""
    runs = []
    for number in range(3):
        folder = clone(f"engine-{number}")
        runs.append(java(class_path, "deploy", folder, WORK / f"state-{number}")[1])
    return {name: median([run[name] for run in runs]) for name in runs[0]}


def cdk_library(class_path):
    """aws-cdk-lib and what it needs as npm has them, out of the jars that Java uses."""
    modules = WORK / "node_modules"
    for jar in filter(zipfile.is_zipfile, class_path.split(os.pathsep)):
        with zipfile.ZipFile(jar) as files:
            for packed in (entry for entry in files.namelist() if entry.endswith(".jsii.tgz")):
                unpacked = WORK / "unpacked" / pathlib.Path(jar).stem
                with files.open(packed) as stream, tarfile.open(fileobj=stream) as archive:
                    archive.extractall(unpacked, filter="data")
                target = modules / json.loads((unpacked / "package" / "package.json").read_text())["name"]
                target.parent.mkdir(parents=True, exist_ok=True)
                (unpacked / "package").rename(target)
    return modules / "aws-cdk-lib"


def synthesis(class_path):
    """Cold through Java, cold through Node alone, and once more in the same JVM."""
    library, blueprint = cdk_library(class_path), ROOT / "examples" / "biomerkin" / "deployment.groovy"
    template, out = WORK / "template.json", WORK / "cdk.out"
    java(class_path, "synth", blueprint, template)
    times = {"java": [], "node": [], "second": []}
    for _ in range(RUNS):
        _, values = java(class_path, "synth", blueprint, template)
        times["java"].append(values["first"])
        times["second"].append(values["second"])
        times["node"].append(run(["node", HERE / "synth.js", library, template, out])[0])
    return {name: median(values) for name, values in times.items()} | {
        "resources": len(json.loads(template.read_text())["Resources"])
    }


def blueprint_of(agents):
    lines = ["application 'large'", "topology {", "    table 'data', key: 'id'", "    agents {", "        defaults { code 'lambda' }"]
    for number in range(agents):
        lines.append(f"        agent('agent-{number}', 'agent.handler') {{ runtime 'python3.11'; reads 'data' }}")
    lines += ["    }", "}", "environments {", "    environment('dev') { local() }", "}"]
    return "\n".join(lines) + "\n"


def growth(class_path):
    """The life of systems of 10, 100 and 1,000 agents that share their code."""
    grown = {}
    for agents in GROWTH:
        runs = []
        for number in range(3):
            folder = WORK / f"grow-{agents}-{number}"
            (folder / "lambda").mkdir(parents=True)
            (folder / "lambda" / "agent.py").write_text("def handler(event, context):\n    return {'status': 'ok'}\n")
            (folder / "deployment.groovy").write_text(blueprint_of(agents))
            runs.append(java(class_path, "grow", repository(folder), WORK / f"state-grow-{agents}-{number}")[1])
        grown[agents] = {name: median([run[name] for run in runs]) for name in runs[0]}
    return grown


def large_blueprint(class_path, agents=500):
    file = WORK / "large.groovy"
    file.write_text(blueprint_of(agents))
    runs = [java(class_path, "validate", file)[1] for _ in range(RUNS)]
    if any(run["agents"] != agents for run in runs):
        sys.exit(f"not all agents were read: {runs}")
    return median([run["validate"] for run in runs])


def packaging(class_path, megabytes=200):
    """200 MB of sources, half of it text, half of it noise, against zip."""
    folder = WORK / "packaging"
    letters = random.Random(1)
    words = [letters.randbytes(6).hex() for _ in range(2000)]
    (folder / "lambda").mkdir(parents=True)
    for number in range(megabytes * 2):
        part = folder / "lambda" / f"part{number // 20}"
        part.mkdir(exist_ok=True)
        if number % 2:
            data = letters.randbytes(512 * 1024)
        else:
            data = " ".join(letters.choices(words, k=41_000)).encode()[: 512 * 1024]
        (part / f"file{number}.py").write_bytes(data)
    (folder / "deployment.groovy").write_text(
        "application 'packs'\ntopology { agents { agent('one', 'part0.file0.handler') { runtime 'python3.11' } } }\n"
        "environments { environment('dev') { local() } }\n"
    )
    ours, theirs = [], []
    for number in range(3):
        plain = ["java", "-Xmx2g"]  # the example's options are for short work
        ours.append(java(class_path, "pack", folder, WORK / f"cache-{number}", options=plain)[1]["pack"])
        if shutil.which("zip"):
            theirs.append(run(["zip", "-q", "-r", WORK / f"zip-{number}.zip", "lambda"], folder)[0])
    return {"ours": median(ours), "zip": median(theirs) if theirs else None}


def rules(class_path, tags=10_000):
    """A decision in a repository of so many tags, when the JVM has just begun and a little later."""
    values = java(class_path, "rules", clone("rules"), WORK / "state-rules", str(tags))[1]
    return {"first": values["rules 0"], "later": median([values[f"rules {number}"] for number in range(1, 5)])}


def row(what, value, ratio, wanted, good):
    return [what, value, ratio, wanted, "yes" if good else "**no**"]


def rows(process, inside, synth, large, packs, decided, grown):
    seconds = "{:.2f} s".format
    times = "{:.2f}×".format
    yield row("`mvn validate`, whole process: Maven alone", seconds(process["maven"]), "", "", True)
    ratio = process["help"] / process["maven"]
    yield row("`mvn biomerkin:help`, whole process", seconds(process["help"]), times(ratio) + " of Maven alone", "", True)
    ratio = process["unchanged"] / process["maven"]
    yield row("`deploy`, unchanged, whole process", seconds(process["unchanged"]), times(ratio) + " of Maven alone", "at most 2.5×", ratio <= 2.5)
    ratio = process["change"] / process["maven"]
    yield row("`deploy`, code of one agent changed, without verification and checks, whole process", seconds(process["change"]), times(ratio) + " of Maven alone", "at most 4×", ratio <= 4)
    yield row("`deploy`, first, in the JVM", seconds(inside["first"]), "", "", True)
    ratio = inside["unchanged"] / inside["first"]
    yield row("`deploy`, unchanged, in the JVM", seconds(inside["unchanged"]), f"1/{1 / ratio:.0f} of the first", "at most 1/20", ratio <= 1 / 20)
    ratio = synth["java"] / synth["node"]
    yield row(f"cold synthesis of `prod`, {synth['resources']} resources", seconds(synth["java"]), f"{times(ratio)} of Node alone ({seconds(synth['node'])})", "at most 2×", ratio <= 2)
    yield row("second synthesis in one JVM", seconds(synth["second"]), "", "under 0.3 s", synth["second"] < 0.3)
    yield row("reading and validating 500 agents", seconds(large), "", "under 2 s", large < 2)
    if packs["zip"]:
        ratio = packs["ours"] / packs["zip"]
        yield row("packaging 200 MB", seconds(packs["ours"]), f"{times(ratio)} of `zip -r` ({seconds(packs['zip'])})", "at most 1×", ratio <= 1)
    else:
        yield row("packaging 200 MB", seconds(packs["ours"]), "zip is not installed", "at most 1×", False)
    yield row("rules of a promotion, decided from 10,000 tags", seconds(decided["later"]), f"first in its JVM {seconds(decided['first'])}", "under 0.3 s", decided["later"] < 0.3)
    deeds = {"synth": "second synthesis", "plan": "`plan`, code of all changed", "unchanged": "`deploy`, unchanged", "deploy": "`deploy`, first, without verification", "change": "`deploy`, code of all changed, without verification"}
    few, some, many = (grown[agents] for agents in GROWTH)
    for name, what in deeds.items():
        ratio = many[name] / some[name]
        told = f"{times(ratio)} of 100 ({seconds(some[name])}); 10: {seconds(few[name])}"
        # Twice the same work differs by a tenth here.
        yield row(f"1,000 agents in the JVM: {what}", seconds(many[name]), told, "at most 10×", ratio <= 11)
    titles = {"first": "first", "unchanged": "unchanged", "change": "code of one agent, without verification", "rollback": "rollback"}
    for name, most in (("first", None), ("unchanged", 4), ("change", 14), ("rollback", None)):
        calls = int(inside[name + " calls"])
        yield row(f"cloud calls: {titles[name]}", str(calls), "", f"at most {most}" if most else "", most is None or calls <= most)


def report(table):
    head = ["what", "median", "ratio", "wanted", "kept"]
    lines = ["| " + " | ".join(cells) + " |" for cells in [head, ["---"] * 5, *table]]
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Java {java_version()}, load {LOAD:.1f} at its beginning"
    text = (
        "# Benchmarks\n\nMeasured by `mvn -Pbench verify`, which writes this page. Whole processes include starting Maven.\n"
        f"Medians of {RUNS} runs (3 for packaging and for what happens in the JVM), taken in turn.\n"
        "\"Node alone\" makes the same resources with aws-cdk-lib in a Node process of its own, without Java and jsii.\n\n"
        f"This run: {machine}.\n\n"
        + "\n".join(lines)
        + "\n"
    )
    page = ROOT / "docs" / "benchmarks.md"
    # The section after the mark is written by .ci/bench/run.
    others = page.read_text(encoding="utf-8").partition(OTHERS)
    page.write_text(text + "".join(others[1:]), encoding="utf-8")
    print(text)


def java_version():
    return run(["java", "-version"])[1].split('"')[1]


def main(class_path):
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    run([*MAVEN, "-q", "install", "-DskipTests", "-Dquick"])
    class_path = compiled(class_path)
    measured = [processes(), engine(class_path), synthesis(class_path), large_blueprint(class_path), packaging(class_path), rules(class_path), growth(class_path)]
    report(list(rows(*measured)))
    shutil.rmtree(WORK, ignore_errors=True)


main(sys.argv[1])
