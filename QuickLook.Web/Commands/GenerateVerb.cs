using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.History;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.History;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Writing;
using QuickLook.Web.Hosting;

namespace QuickLook.Web.Commands;

/// <summary><c>generate</c>: writes made-up past nights into a database, or removes them.</summary>
internal sealed class GenerateVerb : IVerb
{
    private readonly Option<string?> database = new("--database")
    {
        Description = $"Npgsql connection string; default: ${ServiceEnvironment.Database}",
        HelpName = "CONNSTRING",
    };

    private readonly Option<int> nights = new("--nights")
    {
        Description = "How many nights",
        DefaultValueFactory = _ => 30,
        HelpName = "N",
    };

    private readonly Option<Night?> until = new("--until")
    {
        Description = "The last night, which gets complete documents; default: the night before this one",
        HelpName = "YYYYMMDD",
        CustomParser = result =>
        {
            if (Night.Parse(result.Tokens[0].Value).TryGet(out var night, out var failure))
            {
                return night;
            }

            result.AddError($"--until: {failure.Reason}");
            return null;
        },
    };

    private readonly Option<long> seed = new("--seed")
    {
        Description = "Everything random follows from it",
        DefaultValueFactory = _ => 1,
        HelpName = "NUMBER",
    };

    private readonly Option<InstrumentSize> size = new("--size")
    {
        Description = "Size of the simulated instrument after which documents are made: full, demo or tiny",
        DefaultValueFactory = _ => InstrumentSize.Demo,
        HelpName = "SIZE",
        CustomParser = result =>
        {
            if (InstrumentSize.Parse(result.Tokens[0].Value).TryGet(out var parsed, out var failure))
            {
                return parsed;
            }

            result.AddError($"--size: {failure.Reason}");
            return InstrumentSize.Demo;
        },
    };

    private readonly Option<CameraId[]> cameras = CameraList.Option("--cameras", "Cameras; default: all 30");
    private readonly Option<string?> mappings = new("--mappings")
    {
        Description = $"Mapping files whose limits judge; default: ${ServiceEnvironment.Mappings} or those of the program",
        HelpName = "DIR",
    };

    private readonly Option<bool> withRealData = new("--with-real-data")
    {
        Description = "Write although the database holds exposures that were not generated",
    };

    private readonly Option<bool> clear = new("--clear") { Description = "Remove what was generated, and nothing else" };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document" };

    public Command Describe(CommandConsole console)
    {
        nights.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > HistoryOrder.MostNights)
            {
                result.AddError($"--nights is a number from 1 to {HistoryOrder.MostNights}");
            }
        });
        var command = new Command(
            "generate",
            "Writes made-up past nights, marked as simulated, into a database. Exit code 0: done; 1: not done; 2: usage."
        )
        {
            database,
            nights,
            until,
            seed,
            size,
            cameras,
            mappings,
            withRealData,
            clear,
            json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        var connection = parsed.GetValue(database) ?? console.Environment(ServiceEnvironment.Database);
        if (string.IsNullOrWhiteSpace(connection))
        {
            await console.Error.WriteLineAsync($"quicklook: {database.Name} is missing: {database.Description}");
            return ExitCode.Usage;
        }

        await using var opened = new QuickLookDatabase(Options.Create(new StorageOptions { ConnectionString = connection }));
        var history = new NightHistory(new HistoryStore(opened), new RunWriter(opened, new WriterFence()), TimeProvider.System);
        var migrated = await new DatabaseMigrator(opened, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(cancellationToken);
        var outcome =
            migrated.Failure is { } unreachable ? unreachable
            : parsed.GetValue(clear) ? await ClearAsync(history, cancellationToken)
            : await GenerateAsync(parsed, console, history, cancellationToken);
        var asJson = parsed.GetValue(json);
        if (outcome.TryGet(out var report, out var failure))
        {
            Show(report, asJson, console.Out);
            return ExitCode.Success;
        }

        await console.Error.WriteLineAsync($"quicklook: {failure}");
        if (asJson)
        {
            JsonOutput.Write(console.Out, JsonOutput.Of(failure));
        }

        return ExitCode.Failed;
    }

    private static async Task<Result<JsonObject>> ClearAsync(NightHistory history, CancellationToken cancellationToken)
    {
        var removed = await history.ClearAsync(Environment.UserName, cancellationToken);
        return removed.Map(count => new JsonObject { ["removed_exposures"] = count });
    }

    private async Task<Result<JsonObject>> GenerateAsync(
        ParseResult parsed,
        CommandConsole console,
        NightHistory history,
        CancellationToken cancellationToken
    )
    {
        var asked = parsed.GetValue(cameras) ?? [];
        var order = new HistoryOrder
        {
            Nights = parsed.GetValue(nights),
            Until = parsed.GetValue(until) ?? LastNight(),
            Seed = parsed.GetValue(seed),
            Cameras = asked.Length == 0 ? [.. CameraId.All] : [.. asked.Order()],
            WithRealData = parsed.GetValue(withRealData),
            RequestedBy = Environment.UserName,
        };
        var work = Directory.CreateTempSubdirectory("quicklook-generate-").FullName;
        var begun = TimeProvider.System.GetTimestamp();
        var set = await LoadMappingsAsync(parsed.GetValue(mappings), parsed.GetValue(size)!, work, console, cancellationToken);
        var past = set.IsSuccess ? await history.ReserveAsync(order, cancellationToken) : set.Failure;
        if (past.Failure is { } refused)
        {
            Directory.Delete(work, recursive: true);
            return refused;
        }

        await console.Error.WriteLineAsync("The pipeline runs on a few simulated exposures ...");
        var instrument = new SimulatedInstrument { Size = parsed.GetValue(size)! };
        var specimens = await SimulatedSpecimens.MakeAsync(
            instrument,
            work,
            set.Value,
            Environment.ProcessorCount,
            TimeProvider.System,
            cancellationToken
        );
        if (!specimens.TryGet(out var made, out var unmade))
        {
            return unmade;
        }

        var written = await history.WriteAsync(
            past.Value,
            set.Value,
            made,
            Environment.ProcessorCount,
            new Told(console.Error),
            cancellationToken
        );
        return written.Map(report => ToJson(report, TimeProvider.System.GetElapsedTime(begun)));
    }

    private static Night LastNight()
    {
        var site = TimeZoneInfo.FindSystemTimeZoneById(new OrchestrationOptions().SiteTimeZone);
        return new Night(Night.Of(TimeProvider.System.GetUtcNow(), site).Date.AddDays(-1));
    }

    private static async Task<Result<MappingSet>> LoadMappingsAsync(
        string? asked,
        InstrumentSize size,
        string work,
        CommandConsole console,
        CancellationToken cancellationToken
    )
    {
        var adapted = Path.Combine(work, "mappings");
        var found = MappingFolder
            .Find(asked, console.Environment(MappingFolder.Variable), AppContext.BaseDirectory)
            .Then(shipped => SimulatedMappings.Write(shipped, size, adapted));
        return found.Failure is { } failure
            ? failure
            : (await new MappingLoader(NativeEngine.Vocabulary).LoadAsync(adapted, cancellationToken)).ToResult();
    }

    private static JsonObject ToJson(HistoryReport report, TimeSpan elapsed) =>
        new()
        {
            ["nights"] = report.Nights,
            ["exposures"] = report.Exposures,
            ["camera_runs"] = report.CameraRuns,
            ["documents"] = report.Documents,
            ["camera_runs_with_alarm"] = report.Alarms,
            ["camera_runs_with_warning"] = report.Warnings,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 1),
        };

    private static void Show(JsonObject report, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            JsonOutput.Write(output, report);
            return;
        }

        foreach (var (name, value) in report)
        {
            output.WriteLine($"{name.Replace('_', ' ')}: {value}");
        }
    }

    private sealed class Told(TextWriter error) : IProgress<HistoryProgress>
    {
        public void Report(HistoryProgress value) =>
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"night {value.Done} of {value.Nights}"));
    }
}
