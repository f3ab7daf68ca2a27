using System.CommandLine;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Exposures;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary><c>reduce</c>: runs one exposure without web or database and prints a table of its cameras.</summary>
internal sealed class ReduceVerb : IVerb
{
    private const int MostWorkers = 64;

    private readonly Option<string?> raw = Folder("--raw", "Raw-data root", "DESI_SPECTRO_DATA");
    private readonly Option<string?> calibration = Folder("--calib", "Calibration root", "DESI_SPECTRO_CALIB");
    private readonly Option<string?> output = Folder(
        "--out",
        "Production root; products go to exposures/NIGHT/EXPID8 below it",
        "DESI_SPECTRO_REDUX"
    );
    private readonly Option<string?> mappings = MappingChoice.Option();
    private readonly Option<Night> night = Parsed("--night", "The night, YYYYMMDD", Night.Parse);
    private readonly Option<ExposureId> exposure = Parsed("--exposure", "The exposure id", ExposureId.Parse);
    private readonly Option<CameraId[]> cameras = CameraList.Option("--cameras", "Cameras such as b0,r0; default: all in the file");
    private readonly Option<CameraId[]> expect = CameraList.Option(
        "--expect",
        "Cameras that the file should have; one that is missing is an alarm. Default: none"
    );
    private readonly Option<int> workers = new("--workers")
    {
        Description = $"Cameras at once, 1 to {MostWorkers}; default: one per processor",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, MostWorkers),
    };

    private readonly Option<EngineProfile?> compat = Compatibility.Option();
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document instead of a table" };

    public Command Describe(CommandConsole console)
    {
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostWorkers)
            {
                result.AddError($"--workers is a number from 1 to {MostWorkers}");
            }
        });
        var command = new Command(
            "reduce",
            "Runs one exposure without web or database. Exit code 0: all cameras ran; 1: some did not; 2: usage."
        )
        {
            raw,
            calibration,
            output,
            night,
            exposure,
            cameras,
            expect,
            workers,
            mappings,
            compat,
            json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        if (
            !TryFolder(parsed, raw, "DESI_SPECTRO_DATA", console, out var rawRoot)
            || !TryFolder(parsed, calibration, "DESI_SPECTRO_CALIB", console, out var calibrationRoot)
            || !TryFolder(parsed, output, "DESI_SPECTRO_REDUX", console, out var outputRoot)
        )
        {
            return ExitCode.Usage;
        }

        if (!Compatibility.Choose(parsed.GetValue(compat), console).TryGet(out var profile, out var failure))
        {
            await console.Error.WriteLineAsync($"quicklook: {failure}");
            return ExitCode.Usage;
        }

        var view = new ReductionView(console, parsed.GetValue(json));
        if (!(await MappingChoice.LoadAsync(parsed.GetValue(mappings), console, cancellationToken)).TryGet(out var set, out failure))
        {
            return view.ShowFailure(failure);
        }

        var order = new ReductionOrder
        {
            RawRoot = rawRoot,
            CalibrationRoot = calibrationRoot,
            OutputRoot = outputRoot,
            Night = parsed.GetValue(night),
            Exposure = parsed.GetValue(exposure),
            Cameras = [.. parsed.GetValue(cameras) ?? []],
            ExpectedCameras = [.. parsed.GetValue(expect) ?? []],
            Workers = parsed.GetValue(workers),
            Mappings = set,
        };
        var reduction = new ExposureReduction(new NativeEngine(TimeProvider.System, profile), TimeProvider.System);
        var report = await reduction.RunAsync(order, new Complaints(console.Error), cancellationToken);
        return report.TryGet(out var done, out failure) ? view.Show(done) : view.ShowFailure(failure);
    }

    private static bool TryFolder(ParseResult parsed, Option<string?> option, string variable, CommandConsole console, out string folder)
    {
        folder = parsed.GetValue(option) ?? console.Environment(variable) ?? string.Empty;
        if (folder.Length > 0)
        {
            return true;
        }

        console.Error.WriteLine($"quicklook: {option.Name} is missing: {option.Description}");
        return false;
    }

    private static Option<string?> Folder(string name, string description, string variable) =>
        new(name) { Description = $"{description}; default: ${variable}", HelpName = "DIR" };

    private static Option<T> Parsed<T>(string name, string description, Func<string?, Result<T>> parse) =>
        new(name)
        {
            Description = description,
            Required = true,
            HelpName = "ID",
            CustomParser = result =>
            {
                if (parse(result.Tokens[0].Value).TryGet(out var value, out var failure))
                {
                    return value;
                }

                result.AddError($"{name}: {failure.Reason}");
                return default;
            },
        };

    /// <summary>Shows what a person should see while it runs; everything else is in the run logs.</summary>
    private sealed class Complaints(TextWriter error) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            if (value is LogLine { Level: not RunLogLevel.Info } line)
            {
                error.WriteLine($"{line.Camera} {RunLogFormat.Format(line)}");
            }
        }
    }
}
