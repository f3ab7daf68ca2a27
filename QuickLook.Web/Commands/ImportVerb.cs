using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Import;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Import;
using QuickLook.Core.Storage.Service;
using QuickLook.Web.Hosting;

namespace QuickLook.Web.Commands;

/// <summary><c>import</c>: registers results that another site computed.</summary>
internal sealed class ImportVerb : IVerb
{
    private readonly Option<string> from = new("--from")
    {
        Description = "Production root of the tree: exposures/NIGHT/EXPID8/ql-mergedQA-CAMERA-EXPID8.json below it",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> site = new("--site")
    {
        Description = "Name of the site, which stands on everything that is imported",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<Night?> night = new("--night")
    {
        Description = "This night only; default: all",
        HelpName = "YYYYMMDD",
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

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would be imported without writing anything" };
    private readonly Option<string?> database = new("--database")
    {
        Description = $"Npgsql connection string; default: ${ServiceEnvironment.Database}",
        HelpName = "CONNSTRING",
    };

    private readonly Option<string?> mappings = MappingChoice.Option();
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document" };

    public Command Describe(CommandConsole console)
    {
        var command = new Command(
            "import",
            "Registers results that another site computed, marked by their origin. Exit code 0: done; 1: not done; 2: usage; documents that are passed over are listed."
        )
        {
            from,
            site,
            night,
            dryRun,
            database,
            mappings,
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

        var asJson = parsed.GetValue(json);
        var imported = await ImportAsync(parsed, connection, console, cancellationToken);
        if (imported.TryGet(out var report, out var failure))
        {
            Show(report, parsed.GetValue(dryRun), asJson, console);
            return ExitCode.Success;
        }

        await console.Error.WriteLineAsync($"quicklook: {failure}");
        if (asJson)
        {
            JsonOutput.Write(console.Out, JsonOutput.Of(failure));
        }

        return ExitCode.Failed;
    }

    private async Task<Result<ImportReport>> ImportAsync(
        ParseResult parsed,
        string connection,
        CommandConsole console,
        CancellationToken cancellationToken
    )
    {
        var loaded = await MappingChoice.LoadAsync(parsed.GetValue(mappings), console, cancellationToken);
        if (!loaded.TryGet(out var set, out var faults))
        {
            return faults;
        }

        await using var opened = new QuickLookDatabase(Options.Create(new StorageOptions { ConnectionString = connection }));
        var migrated = await new DatabaseMigrator(opened, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(cancellationToken);
        if (migrated.Failure is { } unreachable)
        {
            return unreachable;
        }

        var order = new ImportOrder
        {
            Root = Path.GetFullPath(parsed.GetRequiredValue(from)),
            Site = parsed.GetRequiredValue(site),
            Night = parsed.GetValue(night),
            IsDryRun = parsed.GetValue(dryRun),
        };
        var actor = new Actor(Environment.UserName, Permission.Everything, "command line");
        var import = new ResultImport(new ImportStore(opened, TimeProvider.System), new AuditStore(opened, TimeProvider.System));
        return await import.RunAsync(actor, order, set, new Told(console.Error), cancellationToken);
    }

    private static void Show(ImportReport report, bool wasDry, bool asJson, CommandConsole console)
    {
        if (asJson)
        {
            var problems = report.Problems.Select(problem => (JsonNode)JsonOutput.Of(problem)).ToArray();
            JsonOutput.Write(
                console.Out,
                new JsonObject
                {
                    ["dry_run"] = wasDry,
                    ["new"] = report.Added,
                    ["changed"] = report.Changed,
                    ["unchanged"] = report.Unchanged,
                    ["camera_runs"] = report.CameraRuns,
                    ["passed_over"] = report.Passed,
                    ["problems"] = new JsonArray(problems),
                }
            );
            return;
        }

        foreach (var problem in report.Problems)
        {
            console.Error.WriteLine($"passed over: {problem}");
        }

        if (report.Passed > report.Problems.Length)
        {
            console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"passed over: {report.Passed - report.Problems.Length} more")
            );
        }

        console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(wasDry ? "would import" : "imported")}: {report.Added} new exposures, {report.Changed} changed, {report.CameraRuns} camera runs; unchanged: {report.Unchanged}; passed over: {report.Passed}"
            )
        );
    }

    private sealed class Told(TextWriter error) : IProgress<ImportProgress>
    {
        private const int Step = 100;

        public void Report(ImportProgress value)
        {
            if (value.Done % Step == 0 || value.Done == value.Exposures)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exposure {value.Done} of {value.Exposures}"));
            }
        }
    }
}
