using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Import;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Storage.Processes;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.WholeApp;

/// <summary>
/// Documents of desi_quicklook, and what older, newer and broken programs might have made of them, are imported as processes; every page of results is then
/// asked for over HTTP. Each shows what is there; none fails.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed class ForeignResultsTests(PostgresFixture postgres) : IDisposable
{
    private const int FirstMutant = 5000;

    private static readonly (string Name, Action<JsonObject> Do)[] Mutations =
    [
        ("without general information", document => document.Remove("GENERAL_INFO")),
        ("without parameters", document => EachTask(document, task => task.Remove("PARAMS"))),
        ("without metrics", document => EachTask(document, task => task.Remove("METRICS"))),
        (
            "with statuses only",
            document =>
                EachMetric(document, (metrics, key) => RemoveUnless(metrics, key, key.EndsWith("_STATUS", StringComparison.Ordinal)))
        ),
        (
            "without statuses",
            document =>
                EachMetric(document, (metrics, key) => RemoveUnless(metrics, key, !key.EndsWith("_STATUS", StringComparison.Ordinal)))
        ),
        ("with null for everything", document => EachMetric(document, (metrics, key) => metrics[key] = null)),
        ("with texts for everything", document => EachMetric(document, (metrics, key) => metrics[key] = "nonsense")),
        ("with objects for everything", document => EachMetric(document, (metrics, key) => metrics[key] = new JsonObject { ["a"] = 1 })),
        ("with short lists", document => EachMetric(document, (metrics, key) => Resize(metrics, key, list => [.. list.Take(3)]))),
        ("with long lists", document => EachMetric(document, (metrics, key) => Resize(metrics, key, list => [.. list, .. list]))),
        ("with empty lists", document => EachMetric(document, (metrics, key) => Resize(metrics, key, _ => []))),
        (
            "with lists of lists",
            document => EachMetric(document, (metrics, key) => Resize(metrics, key, list => [new JsonArray([.. list])]))
        ),
        (
            "with no value everywhere",
            document => EachMetric(document, (metrics, key) => Resize(metrics, key, list => [.. list.Select(_ => JsonValue.Create(-9999))]))
        ),
        (
            "with fibers of nowhere",
            document => EachGeneral(document, (info, key) => Resize(info, key, list => [.. list.Select(_ => JsonValue.Create(99999))]))
        ),
        (
            "without places",
            document => EachGeneral(document, (info, key) => info[key] = key is "RA" or "DEC" ? null : info[key]?.DeepClone())
        ),
        ("with older keys", document => EachTask(document, task => Rename(task["PARAMS"]!.AsObject(), "_DARK_REF", "_REF"))),
        (
            "with ranges of other shapes",
            document => EachTask(document, task => Rename(task["PARAMS"]!.AsObject(), "_NORMAL_RANGE", "_RANGE"))
        ),
    ];

    private readonly string tree = Directory.CreateTempSubdirectory("ql-foreign-").FullName;

    public void Dispose() => Directory.Delete(tree, recursive: true);

    [Fact]
    public async Task No_page_of_results_fails_whatever_a_document_is_like()
    {
        FillTree();
        await using var served = await ServedObservatory.StartAsync(
            await postgres.CreateDatabaseAsync(),
            settings => settings with { Gate = settings.Gate with { AnonymousLook = true } }
        );
        await ImportAsync(served);
        using var session = new WebSession(served.Address);
        var stages = served.Services.GetRequiredService<MappingStore>().Current.Flavors;

        var failed = new List<string>();
        foreach (var process in await ProcessesAsync(served))
        {
            var flavor = Flavors.Parse(process.Flavor).Value;
            var pages = stages[flavor]
                .Stages.SelectMany(stage => stage.Tests.Select(test => $"/qa/{process.Id}/{stage.Name}/{test.Name}?camera=r0"))
                .Concat([
                    $"/qa/{process.Id}",
                    $"/qa/{process.Id}/CHECK_CCDs/metric/BIAS_AMP?camera=r0",
                    $"/qa/{process.Id}/CHECK_FIBERS/metric/TOTCOUNT_FIB?camera=r0",
                    $"/fibers/{process.Id}?arm=r",
                    $"/focus/{process.Id}?arm=r",
                    $"/snr/{process.Id}?arm=r",
                    $"/spectra/{process.Id}?fiber=0",
                    $"/ccd/{process.Id}?camera=r0",
                    $"/logs/{process.Id}/r0",
                ]);
            foreach (var page in pages)
            {
                using var answer = await session.GetAsync(page);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode != HttpStatusCode.OK || text.Contains("Something went wrong", StringComparison.Ordinal))
                {
                    failed.Add($"{Named(process)}: {page}: {answer.StatusCode}");
                }
            }
        }

        failed.ShouldBeEmpty();
    }

    private static string Named(ListedProcess process) =>
        process.Exposure.Number >= FirstMutant
            ? $"a document {Mutations[process.Exposure.Number - FirstMutant].Name}"
            : $"{process.Exposure}";

    private void FillTree()
    {
        foreach (var (set, exposures) in new[] { (GoldenSet.A, new[] { 101, 102, 103, 104 }), (GoldenSet.B, new[] { 202, 203, 204 }) })
        {
            foreach (var exposure in exposures)
            {
                Write(set.Night, exposure, File.ReadAllText(set.ExpectedMerged("r0", exposure)));
            }
        }

        var science = MergedQaText(GoldenSet.A.ExpectedMerged("r0", 104));
        for (var i = 0; i < Mutations.Length; i++)
        {
            var mutant = science.DeepClone().AsObject();
            mutant["EXPID"] = FirstMutant + i;
            Mutations[i].Do(mutant);
            Write(GoldenSet.A.Night, FirstMutant + i, mutant.ToJsonString());
        }
    }

    private void Write(Night night, int exposure, string text)
    {
        var id = new ExposureId(exposure);
        var folder = Directory.CreateDirectory(Path.Combine(tree, "exposures", night.ToString(), id.ToString()));
        File.WriteAllText(Path.Combine(folder.FullName, $"ql-mergedQA-r0-{id}.json"), text);
    }

    private async Task ImportAsync(ServedObservatory served)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var import = served.Services.GetRequiredService<ResultImport>();
        var mappings = served.Services.GetRequiredService<MappingStore>().Current;
        while (true)
        {
            var order = new ImportOrder { Root = tree, Site = "elsewhere" };
            var done = await import.RunAsync(Actor.System, order, mappings, progress: null, deadline.Token);
            if (done.TryGet(out var report, out _))
            {
                report.Added.ShouldBeGreaterThanOrEqualTo(7 + Mutations.Length - 2, string.Join("; ", report.Problems));
                return;
            }

            await Task.Delay(50, deadline.Token); // the tables are still being made
        }
    }

    private static async Task<IReadOnlyList<ListedProcess>> ProcessesAsync(ServedObservatory served)
    {
        var list = await served.Services.GetRequiredService<IProcessList>().ListAsync(new ProcessFilter(), 0, 200, CancellationToken.None);
        return list.Value.Rows;
    }

    // The original writes bare NaN tokens, which no strict reader takes.
    private static JsonObject MergedQaText(string path)
    {
        var text = File.ReadAllText(path).Replace("NaN", "null", StringComparison.Ordinal);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static void EachTask(JsonObject document, Action<JsonObject> change)
    {
        foreach (var (_, task) in document["TASKS"]!.AsObject().ToList())
        {
            change(task!.AsObject());
        }
    }

    private static void EachMetric(JsonObject document, Action<JsonObject, string> change) =>
        EachTask(
            document,
            task =>
            {
                var metrics = task["METRICS"]!.AsObject();
                foreach (var key in metrics.Select(metric => metric.Key).ToList())
                {
                    change(metrics, key);
                }
            }
        );

    private static void EachGeneral(JsonObject document, Action<JsonObject, string> change)
    {
        var info = document["GENERAL_INFO"]!.AsObject();
        foreach (var key in info.Select(item => item.Key).ToList())
        {
            change(info, key);
        }
    }

    private static void RemoveUnless(JsonObject metrics, string key, bool stays)
    {
        if (!stays)
        {
            metrics.Remove(key);
        }
    }

    private static void Resize(JsonObject owner, string key, Func<IReadOnlyList<JsonNode?>, IReadOnlyList<JsonNode?>> change)
    {
        if (owner[key] is JsonArray list)
        {
            owner[key] = new JsonArray([.. change([.. list.Select(item => item?.DeepClone())]).Select(item => item?.DeepClone())]);
        }
    }

    private static void Rename(JsonObject owner, string ending, string other)
    {
        foreach (var key in owner.Select(item => item.Key).Where(key => key.EndsWith(ending, StringComparison.Ordinal)).ToList())
        {
            var value = owner[key]?.DeepClone();
            owner.Remove(key);
            owner[string.Create(CultureInfo.InvariantCulture, $"{key[..^ending.Length]}{other}")] = value;
        }
    }
}
