using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;
using QuickLook.Web.Hosting;

namespace QuickLook.Web.Commands;

/// <summary><c>process</c>: puts a folder, a night or a list of exposures into the queue of the service that works on a database.</summary>
internal sealed class ProcessVerb : IVerb
{
    private readonly Argument<string?> folder = new("FOLDER")
    {
        Description = "Raw-data root or one of its nights; exposures that the database does not know are registered",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<Night?> night = new("--night")
    {
        Description = "Exposures of this observing night that the database knows, as 20201107",
        HelpName = "NIGHT",
        CustomParser = result =>
        {
            if (Night.Parse(result.Tokens[0].Value).TryGet(out var parsed, out var failure))
            {
                return parsed;
            }

            result.AddError($"--night: {failure.Reason}");
            return null;
        },
    };

    private readonly Option<ExposureId[]> exposures = new("--exposures")
    {
        Description = "Exposures by number, with commas between them",
        HelpName = "LIST",
        CustomParser = result =>
        {
            var found = new List<ExposureId>();
            foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (!ExposureId.Parse(text).TryGet(out var exposure, out var failure))
                {
                    result.AddError($"--exposures: {failure.Reason}");
                    return [];
                }

                found.Add(exposure);
            }

            return [.. found.Distinct()];
        },
    };

    private readonly Option<CameraId[]> cameras = CameraList.Option("--cameras", "Only these cameras; default: all that are configured");
    private readonly Option<string> engine = new("--engine")
    {
        Description = "Engine by name; default: the configured one",
        HelpName = "NAME",
        DefaultValueFactory = _ => string.Empty,
    };

    private readonly Option<bool> live = new("--live") { Description = "Into the live lane; default: the backlog" };
    private readonly Option<string?> database = new("--database")
    {
        Description = $"Npgsql connection string of the service's database; default: ${ServiceEnvironment.Database}",
        HelpName = "CONNECTION",
    };

    private readonly Option<string?> mappings = new("--mappings")
    {
        Description = $"Mapping files, which say what is processed; default: ${ServiceEnvironment.Mappings}",
        HelpName = "DIR",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document" };

    public Command Describe(CommandConsole console)
    {
        var command = new Command(
            "process",
            "Puts exposures into the queue of the service. Exit code 0: all queued; 1: some were refused, or the database is away; 2: usage."
        )
        {
            folder,
            night,
            exposures,
            cameras,
            engine,
            live,
            database,
            mappings,
            json,
        };
        command.Validators.Add(result =>
        {
            var hasFolder = result.GetResult(folder) is { Tokens.Count: > 0 };
            var hasChoice = result.GetResult(night) is not null || result.GetResult(exposures) is not null;
            if (hasFolder == hasChoice)
            {
                result.AddError("give a FOLDER, or --night and/or --exposures");
            }
        });
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
        var migrated = await new DatabaseMigrator(opened, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(cancellationToken);
        var outcome = migrated.Failure is { } away ? away : await EnqueueAsync(parsed, console, opened, cancellationToken);
        if (outcome.TryGet(out var report, out var failure))
        {
            Show(report, parsed.GetValue(json), console.Out);
            return report.Refused.IsEmpty ? ExitCode.Success : ExitCode.Failed;
        }

        await console.Error.WriteLineAsync($"quicklook: {failure}");
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(console.Out, JsonOutput.Of(failure));
        }

        return ExitCode.Failed;
    }

    private async Task<Result<ReprocessReport>> EnqueueAsync(
        ParseResult parsed,
        CommandConsole console,
        QuickLookDatabase opened,
        CancellationToken cancellationToken
    )
    {
        var found = MappingFolder.Find(
            parsed.GetValue(mappings),
            console.Environment(ServiceEnvironment.Mappings),
            AppContext.BaseDirectory
        );
        if (!found.TryGet(out var mappingFolder, out var failure))
        {
            return failure;
        }

        var loaded = await new MappingLoader(NativeEngine.Vocabulary).LoadAsync(mappingFolder, cancellationToken);
        if (!loaded.ToResult().TryGet(out var set, out failure))
        {
            return failure;
        }

        var queue = new OutsideQueue(
            new ExposureStore(opened),
            new ReprocessStore(opened),
            new ServiceStore(opened),
            new AuditStore(opened, TimeProvider.System),
            set,
            TimeProvider.System
        );
        var actor = new Actor(Environment.UserName, Permission.Operate, "command line");
        var order = new ReprocessOrder
        {
            ExposureIds = [],
            Cameras = [.. parsed.GetValue(cameras) ?? []],
            Engine = parsed.GetValue(engine) ?? string.Empty,
            Lane = parsed.GetValue(live) ? ProcessLane.Live : ProcessLane.Backlog,
        };
        return parsed.GetValue(folder) is { } root
            ? await queue.EnqueueFolderAsync(actor, root, order, cancellationToken)
            : await queue.EnqueueKnownAsync(actor, parsed.GetValue(night), parsed.GetValue(exposures) ?? [], order, cancellationToken);
    }

    private static void Show(ReprocessReport report, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            JsonOutput.Write(
                output,
                new JsonObject
                {
                    ["queued"] = new JsonArray([.. report.Queued.Select(process => (JsonNode)process)]),
                    ["refused"] = new JsonArray([
                        .. report.Refused.Select(each => new JsonObject
                        {
                            ["exposure"] = each.Exposure.ToString(),
                            ["reason"] = each.Reason,
                        }),
                    ]),
                }
            );
            return;
        }

        output.WriteLine(
            report.Queued.IsEmpty
                ? "Nothing was queued."
                : $"Queued: {report.Queued.Length} process(es), {report.Queued[0]} to {report.Queued[^1]}."
        );
        foreach (var (exposure, reason) in report.Refused)
        {
            output.WriteLine($"Not queued: {exposure}: {reason}");
        }
    }
}
