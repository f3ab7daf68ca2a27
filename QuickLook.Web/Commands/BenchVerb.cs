using System.CommandLine;
using System.CommandLine.Parsing;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Web.Commands;

/// <summary><c>bench</c>: measures how fast this program is on this machine, on exposures that it simulates.</summary>
internal sealed class BenchVerb : IVerb
{
    private const int MostWorkers = 64;
    private const int MostRepeats = 100;
    private const int MostWarmUpRuns = 1000;

    private readonly Option<InstrumentSize> size = Parsed(
        "--size",
        "SIZE",
        "full, demo or tiny",
        InstrumentSize.Parse,
        InstrumentSize.Full
    );
    private readonly Option<CameraId[]> cameras = CameraList.Option(
        "--cameras",
        "Cameras such as b0,r0, or all; default: b0,r0,z0",
        CameraId.All
    );
    private readonly Option<Flavor[]> flavors = FlavorList.Option(
        "--flavors",
        "One exposure of each",
        [Flavor.Science, Flavor.Arc, Flavor.Flat, Flavor.Zero]
    );
    private readonly Option<BenchmarkParts> only = Parsed(
        "--only",
        "LIST",
        "What to measure: cameras, exposures, kernels; default: cameras,exposures",
        ParseParts,
        BenchmarkParts.Cameras | BenchmarkParts.Exposures
    );

    private readonly Option<bool> kernels = new("--kernels") { Description = "Measure single algorithms: the same as --only kernels" };
    private readonly Option<bool> viewing = new("--viewing")
    {
        Description = "Measure the CCD viewer instead: first picture of the first camera and flavor, raw and preprocessed, and tiles",
    };

    private readonly Option<int> workers = Count(
        "--workers",
        "Cameras at once in whole exposures",
        MostWorkers,
        _ => Environment.ProcessorCount
    );
    private readonly Option<int> warmUp = Count(
        "--warmup",
        "Runs before the first camera of a flavor that do not count, at least",
        MostWarmUpRuns,
        _ => 32
    );
    private readonly Option<int> repeat = Count(
        "--repeat",
        "How often each camera is measured; whole exposures at most 3 times",
        MostRepeats,
        _ => 5
    );
    private readonly Option<string?> cache = new("--cache") { Description = "Where simulated exposures are kept", HelpName = "DIR" };
    private readonly Option<string?> mappings = MappingChoice.Option();
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document instead of tables" };
    private readonly Option<bool> markdown = new("--markdown") { Description = "Print tables of Markdown" };

    public Command Describe(CommandConsole console)
    {
        cameras.DefaultValueFactory = _ => CameraList.Parse("b0,r0,z0").Value;
        var command = new Command(
            "bench",
            "Measures how fast this program is here, on simulated exposures. Exit code 0: measured; 1: something could not be; 2: usage."
        )
        {
            size,
            cameras,
            flavors,
            only,
            kernels,
            viewing,
            workers,
            warmUp,
            repeat,
            cache,
            mappings,
            json,
            markdown,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        var form =
            parsed.GetValue(json) ? BenchForm.Json
            : parsed.GetValue(markdown) ? BenchForm.Markdown
            : BenchForm.Tables;
        var view = new BenchView(console, form);
        if (!(await MappingChoice.LoadAsync(parsed.GetValue(mappings), console, cancellationToken)).TryGet(out var set, out var failure))
        {
            return view.ShowFailure(failure);
        }

        var plan = new BenchmarkPlan
        {
            Size = parsed.GetValue(size)!,
            Cameras = [.. parsed.GetValue(cameras)!],
            Flavors = [.. parsed.GetValue(flavors)!.Distinct()],
            Parts = parsed.GetValue(kernels) ? BenchmarkParts.Kernels : parsed.GetValue(only),
            Workers = parsed.GetValue(workers),
            WarmUpRuns = parsed.GetValue(warmUp),
            Repeats = parsed.GetValue(repeat),
            Mappings = set,
            Program = ProgramCommand.Again(Environment.ProcessPath, typeof(BenchVerb).Assembly.Location),
        };
        var progress = new Lines(console.Error);
        var exposures = new ExposureCache(
            parsed.GetValue(cache) ?? ExposureCache.DefaultRoot(console.Environment),
            TimeProvider.System,
            progress
        );
        if (parsed.GetValue(viewing))
        {
            if (
                !exposures
                    .Get(plan.Size, plan.Cameras, plan.Flavors[0], plan.Workers, cancellationToken)
                    .TryGet(out var exposure, out failure)
            )
            {
                return view.ShowFailure(failure);
            }

            var measured = await new ViewingBenchmark(exposure, TimeProvider.System).RunAsync(plan.Repeats, cancellationToken);
            return measured.TryGet(out var figures, out failure) ? view.Show(figures, plan.Size) : view.ShowFailure(failure);
        }

        var benchmark = new Benchmark(
            (flavor, token) => exposures.Get(plan.Size, plan.Cameras, flavor, plan.Workers, token),
            TimeProvider.System,
            progress
        );
        var report = await benchmark.RunAsync(plan, cancellationToken);
        return report.TryGet(out var done, out failure) ? view.Show(done) : view.ShowFailure(failure);
    }

    private static Result<BenchmarkParts> ParseParts(string text)
    {
        var parts = BenchmarkParts.None;
        foreach (var word in text.Split(','))
        {
            switch (word.Trim())
            {
                case "cameras":
                    parts |= BenchmarkParts.Cameras;
                    break;
                case "exposures":
                    parts |= BenchmarkParts.Exposures;
                    break;
                case "kernels":
                    parts |= BenchmarkParts.Kernels;
                    break;
                default:
                    return new Failure($"'{word}' is none of cameras, exposures, kernels");
            }
        }

        return parts;
    }

    private static Option<T> Parsed<T>(string name, string shape, string description, Func<string, Result<T>> parse, T otherwise) =>
        new(name)
        {
            Description = description,
            HelpName = shape,
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                if (parse(string.Join(',', result.Tokens.Select(token => token.Value))).TryGet(out var value, out var failure))
                {
                    return value;
                }

                result.AddError($"{name}: {failure.Reason}");
                return otherwise;
            },
        };

    private static Option<int> Count(string name, string description, int most, Func<ArgumentResult, int> otherwise)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description}, 1 to {most}",
            HelpName = "N",
            DefaultValueFactory = otherwise,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1 || result.GetValueOrDefault<int>() > most)
            {
                result.AddError($"{name} is a number from 1 to {most}");
            }
        });
        return option;
    }

    /// <summary>Says what is being measured, for who waits.</summary>
    private sealed class Lines(TextWriter error) : IProgress<string>
    {
        public void Report(string value) => error.WriteLine(value);
    }
}
