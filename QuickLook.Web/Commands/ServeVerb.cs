using System.CommandLine;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Demo;
using QuickLook.Core.Orchestration.History;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Web.Hosting;

namespace QuickLook.Web.Commands;

/// <summary><c>serve</c>: finds exposures, processes them and shows it, until the process is asked to end.</summary>
internal sealed class ServeVerb : IVerb
{
    private const string DefaultUrl = "http://localhost:8080";

    private readonly Option<string?> raw = Folder("--raw", "Raw-data root to watch", ServiceEnvironment.Raw);
    private readonly Option<string?> calibration = Folder("--calib", "Calibration root", ServiceEnvironment.Calibration);
    private readonly Option<string?> output = Folder(
        "--out",
        "Production root, or else reductions/ in the state folder",
        ServiceEnvironment.Reductions
    );
    private readonly Option<string?> tiles = new("--tiles")
    {
        Description = $"Planned tiles of the survey, a FITS or text table; default: ${ServiceEnvironment.Tiles}",
        HelpName = "FILE",
    };

    private readonly Option<string?> mappings = Folder("--mappings", "Mapping files: recipes, limits, texts", ServiceEnvironment.Mappings);
    private readonly Option<string?> state = Folder("--state", "Folder for the private database and logs", ServiceEnvironment.State);
    private readonly Option<string?> url = new("--url")
    {
        Description = $"Address to serve; default: ${ServiceEnvironment.Url} or {DefaultUrl}",
        HelpName = "URL",
    };

    private readonly Option<int?> workers = new("--workers")
    {
        Description = "Cameras at once; default: one per processor",
        HelpName = "N",
    };

    private readonly Option<CameraId[]> expect = CameraList.Option(
        "--expect",
        $"Cameras that an exposure should have; default: ${ServiceEnvironment.Cameras} or all 30"
    );

    private readonly GateOptions gate = new();
    private readonly Option<EngineProfile?> compat = Compatibility.Option();
    private readonly Option<bool> demo = new("--demo")
    {
        Description = "Play an observatory: simulated nights in a folder of its own, which each start empties",
    };

    private readonly Option<double?> demoInterval = new("--demo-interval")
    {
        Description = "Seconds from one demonstration exposure to the next, or longer when the machine does not keep up; default: 60",
        HelpName = "SECONDS",
    };

    private readonly Option<int?> demoNights = new("--demo-nights")
    {
        Description = "Past nights that the demonstration generates in its database; default: 30",
        HelpName = "N",
    };

    public Command Describe(CommandConsole console)
    {
        var command = new Command("serve", "Watches for exposures, processes them and serves the screens (the default verb).")
        {
            raw,
            calibration,
            output,
            tiles,
            mappings,
            state,
            url,
            gate.Certificate,
            workers,
            expect,
            compat,
            demo,
            demoInterval,
            demoNights,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private static Option<string?> Folder(string name, string description, string variable) =>
        new(name) { Description = $"{description}; default: ${variable}", HelpName = "DIR" };

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        if (!Settle(parsed, console).TryGet(out var settings, out var wrong))
        {
            await console.Error.WriteLineAsync($"quicklook: {wrong}");
            return ExitCode.Usage;
        }

        // Each demonstration begins with an empty sky: its database, reductions and logs lie in the folder that is emptied.
        DemoFolder? demonstration = null;
        if (
            settings.Demo is not null
            && !(await DemoFolder.ClaimAsync(settings.StateFolder, cancellationToken)).TryGet(out demonstration, out wrong)
        )
        {
            await console.Error.WriteLineAsync($"quicklook: {wrong}");
            return ExitCode.Failed;
        }

        using var folder = demonstration;
        if (settings.Demo is not null)
        {
            // The limits of the smaller instrument that is played.
            var adapted = Path.Combine(settings.StateFolder, "mappings");
            if (SimulatedMappings.Write(settings.Mappings, InstrumentSize.Demo, adapted).Failure is { } unadapted)
            {
                await console.Error.WriteLineAsync($"quicklook: {unadapted}");
                return ExitCode.Failed;
            }

            if (DemoTiles.Write(settings.TileFile!).Failure is { } unwritten)
            {
                await console.Error.WriteLineAsync($"quicklook: {unwritten}");
                return ExitCode.Failed;
            }

            settings = settings with { Mappings = adapted };
        }

        Result<QuickLookService> started;
        try
        {
            started = await QuickLookService.StartAsync(settings, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await console.Out.WriteLineAsync("QuickLook has ended before it was ready, as it was asked to.");
            return ExitCode.Success;
        }

        if (!started.TryGet(out var service, out var failure))
        {
            await console.Error.WriteLineAsync($"quicklook: {failure}");
            return ExitCode.Failed;
        }

        await using (service)
        {
            await console.Out.WriteLineAsync($"QuickLook is at {string.Join(", ", service.Addresses)} (Ctrl-C ends it)");
            await service.WaitForShutdownAsync(cancellationToken);
        }

        await console.Out.WriteLineAsync("QuickLook has ended.");
        return ExitCode.Success;
    }

    private Result<ServeSettings> Settle(ParseResult parsed, CommandConsole console)
    {
        var inContainer = console.Environment("DOTNET_RUNNING_IN_CONTAINER") == "true";
        if (!gate.Settle(parsed, console).TryGet(out var guarded, out var failure))
        {
            return failure;
        }

        var address = GateOptions.ParseUrl(
            parsed.GetValue(url) ?? Variable(console, ServiceEnvironment.Url) ?? DefaultUrl,
            guarded,
            inContainer
        );
        if (!address.TryGet(out var where, out failure))
        {
            return failure;
        }

        var found = MappingFolder.Find(
            parsed.GetValue(mappings),
            console.Environment(ServiceEnvironment.Mappings),
            AppContext.BaseDirectory
        );
        if (!found.TryGet(out var mappingFolder, out failure))
        {
            return failure;
        }

        if (parsed.GetValue(workers) is < 1 or > 256)
        {
            return new Failure("--workers is a number from 1 to 256");
        }

        if (!Expected(parsed, console).TryGet(out var expected, out failure))
        {
            return failure;
        }

        if (!Compatibility.Choose(parsed.GetValue(compat), console).TryGet(out var profile, out failure))
        {
            return failure;
        }

        var stateFolder = Path.GetFullPath(parsed.GetValue(state) ?? Variable(console, ServiceEnvironment.State) ?? ".run");
        var common = new ServeSettings
        {
            RawRoot = string.Empty,
            CalibrationRoot = string.Empty,
            OutputRoot = string.Empty,
            Mappings = mappingFolder,
            StateFolder = stateFolder,
            Url = where,
            Gate = guarded,
            Database = Variable(console, ServiceEnvironment.Database),
            Workers = parsed.GetValue(workers),
            ExpectedCameras = expected.Length == 0 ? null : expected,
            Profile = profile,
        };
        return parsed.GetValue(demo) ? SettleDemo(parsed, common) : SettleRealData(parsed, console, common);
    }

    private Result<ServeSettings> SettleDemo(ParseResult parsed, ServeSettings common)
    {
        if (parsed.GetValue(demoInterval) is { } seconds && !(seconds is >= 0.1 and <= 3600))
        {
            return new Failure("--demo-interval is a number of seconds from 0.1 to 3600");
        }

        if (parsed.GetValue(demoNights) is < 0 or > HistoryOrder.MostNights)
        {
            return new Failure($"--demo-nights is a number from 0 to {HistoryOrder.MostNights}");
        }

        var folder = Path.Combine(common.StateFolder, "demo");
        return common with
        {
            RawRoot = DemoFolder.RawRootOf(folder),
            // Kept from one start to the next, hence not in the folder that is emptied.
            CalibrationRoot = Path.Combine(common.StateFolder, "demo-calibration"),
            OutputRoot = DemoFolder.OutputRootOf(folder),
            StateFolder = folder,
            TileFile = DemoTiles.FileIn(folder),
            Database = null,
            Demo = new DemoSettings
            {
                Interval = parsed.GetValue(demoInterval) is { } interval ? TimeSpan.FromSeconds(interval) : null,
                PastNights = parsed.GetValue(demoNights),
                Cameras = common.ExpectedCameras ?? CameraId.All,
            },
        };
    }

    private Result<ServeSettings> SettleRealData(ParseResult parsed, CommandConsole console, ServeSettings common)
    {
        var rawRoot = parsed.GetValue(raw) ?? Variable(console, ServiceEnvironment.Raw);
        var calibrationRoot = parsed.GetValue(calibration) ?? Variable(console, ServiceEnvironment.Calibration);
        if (rawRoot is null || calibrationRoot is null)
        {
            var missing = rawRoot is null ? raw : calibration;
            return new Failure($"{missing.Name} is missing ({missing.Description}); --demo shows simulated exposures instead");
        }

        foreach (var (name, folder) in new[] { (raw.Name, rawRoot), (calibration.Name, calibrationRoot) })
        {
            if (!Directory.Exists(folder))
            {
                return new Failure("is not a folder", string.Create(CultureInfo.InvariantCulture, $"{name} {folder}"));
            }
        }

        return common with
        {
            RawRoot = Path.GetFullPath(rawRoot),
            CalibrationRoot = Path.GetFullPath(calibrationRoot),
            OutputRoot = Path.GetFullPath(
                parsed.GetValue(output)
                    ?? Variable(console, ServiceEnvironment.Reductions)
                    ?? Path.Combine(common.StateFolder, "reductions")
            ),
            TileFile = (parsed.GetValue(tiles) ?? Variable(console, ServiceEnvironment.Tiles)) is { } named
                ? Path.GetFullPath(named)
                : null,
        };
    }

    private Result<CameraId[]> Expected(ParseResult parsed, CommandConsole console)
    {
        if (parsed.GetValue(expect) is { Length: > 0 } asked)
        {
            return asked;
        }

        if (Variable(console, ServiceEnvironment.Cameras) is not { } list)
        {
            return Array.Empty<CameraId>();
        }

        var cameras = CameraList.Parse(list);
        return cameras.IsSuccess ? cameras : cameras.Failure.In(ServiceEnvironment.Cameras);
    }

    private static string? Variable(CommandConsole console, string name) =>
        console.Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
