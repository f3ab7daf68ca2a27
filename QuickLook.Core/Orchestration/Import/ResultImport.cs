using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Import;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Import;

/// <summary>
/// Registers results that another site computed: rows only, beside the own ones and marked by their origin, so that nothing here processes, removes or links
/// them. May run while the service does, and again: what was imported before is left as it is.
/// </summary>
public sealed class ResultImport(ImportStore store, AuditStore audit)
{
    private const string Action = "import";

    /// <summary>Imports a tree.</summary>
    /// <param name="actor">Who imports; needs <see cref="Permission.Operate"/>.</param>
    /// <param name="order">Which tree, and how it is called.</param>
    /// <param name="mappings">Names of stages and tests, and what is followed over time; statuses and limits stay those of the documents.</param>
    /// <param name="progress">Is told of each exposure; null for nobody.</param>
    /// <param name="cancellationToken">Ends between two exposures; what was written stays, and the next import goes on from there.</param>
    public async Task<Result<ImportReport>> RunAsync(
        Actor actor,
        ImportOrder order,
        MappingSet mappings,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (!actor.May(Permission.Operate))
        {
            return new Failure($"{actor.Name} may not import results");
        }

        var report = new ImportReport();
        var opened = order.Fault() is { } fault ? fault : ImportTree.Open(order.Root);
        var listed = opened.Then(each => each.List(order.Night, problem => report = report.With(problem)));
        if (!listed.TryGet(out var folders, out var unread))
        {
            return unread;
        }

        var begins = string.Create(
            CultureInfo.InvariantCulture,
            $"begins: {folders.Length} exposures of site {order.Site} from {order.Root}"
        );
        if ((await RecordAsync(actor, order, begins, cancellationToken).ConfigureAwait(false)).Failure is { } unrecorded)
        {
            return unrecorded;
        }

        for (var index = 0; index < folders.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var imported = await ImportAsync(actor, order, mappings, opened.Value, folders[index], report, cancellationToken)
                .ConfigureAwait(false);
            if (!imported.TryGet(out var next, out var failure))
            {
                return failure;
            }

            report = next;
            progress?.Report(new ImportProgress(index + 1, folders.Length));
        }

        var ends = string.Create(
            CultureInfo.InvariantCulture,
            $"ends: site {order.Site}, {report.Added} exposures new, {report.Changed} changed, {report.Unchanged} unchanged, {report.Passed} passed over"
        );
        return (await RecordAsync(actor, order, ends, cancellationToken).ConfigureAwait(false)).Map(_ => report);
    }

    private async Task<Result<ImportReport>> ImportAsync(
        Actor actor,
        ImportOrder order,
        MappingSet mappings,
        ImportTree tree,
        ImportFolder folder,
        ImportReport report,
        CancellationToken cancellationToken
    )
    {
        var before = report.Passed;
        var documents = new List<ImportedDocument>();
        foreach (var (camera, path) in tree.Documents(folder, problem => report = report.With(problem)))
        {
            var read = await tree.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            var taken = read.Then(file => ImportedDocument.Take(folder, camera, tree.Relative(path), file.Bytes, file.WrittenAt));
            if (!taken.TryGet(out var document, out var bad))
            {
                report = report.With(bad);
            }
            else if (documents.Count > 0 && documents[0].Flavor != document.Flavor)
            {
                report = report.With(
                    new Failure(
                        $"its flavor is {document.Flavor.Name()}, that of {documents[0].Camera} is {documents[0].Flavor.Name()}",
                        document.RelativePath
                    )
                );
            }
            else
            {
                documents.Add(document);
            }
        }

        if (documents.Count == 0)
        {
            return report;
        }

        var found = await store.FindAsync(folder.Exposure, folder.Night, order.Site, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var earlier, out var unasked))
        {
            return unasked;
        }

        if (earlier.Night is { } night && night != folder.Night)
        {
            return report.With(
                new Failure($"exposure {folder.Exposure} was imported as one of night {night} before", tree.Relative(folder.Path))
            );
        }

        if (IsSame(documents, earlier.Documents))
        {
            return report with { Unchanged = report.Unchanged + 1 };
        }

        if (!order.IsDryRun)
        {
            var exposure = Make(actor, order, mappings, folder, documents, earlier.ObservedAt, report.Passed - before);
            if ((await store.WriteAsync(exposure, cancellationToken).ConfigureAwait(false)).Failure is { } unwritten)
            {
                return unwritten;
            }
        }

        var isNew = earlier.Documents.IsEmpty;
        return report with
        {
            Added = report.Added + (isNew ? 1 : 0),
            Changed = report.Changed + (isNew ? 0 : 1),
            CameraRuns = report.CameraRuns + documents.Count,
        };
    }

    private static ImportedExposure Make(
        Actor actor,
        ImportOrder order,
        MappingSet mappings,
        ImportFolder folder,
        List<ImportedDocument> documents,
        DateTimeOffset? observedAt,
        int passed
    )
    {
        ImmutableArray<ImportedCamera> cameras = [.. documents.Select(document => document.ToRows(order.Site, mappings))];
        var first = documents[0];
        return new ImportedExposure
        {
            Exposure = folder.Exposure,
            Night = folder.Night,
            Flavor = first.Flavor,
            Program = first.Document.Program,
            ObservedAt = observedAt,
            Mjd = Mjd.Of(observedAt ?? ProbableTime(order, folder.Night, first.RanAt)).Days,
            ExposureSeconds = first.Number("EXPTIME"),
            Airmass = first.Number("AIRMASS"),
            SeeingArcsec = first.Number("SEEING"),
            Site = order.Site,
            Engine = first.Engine,
            EngineVersion = first.EngineVersion,
            MappingHash = first.Document.Origin?.MappingHash ?? string.Empty,
            State = passed == 0 ? RunState.Succeeded : RunState.PartlyFailed,
            Quality = Qualities.Worst(cameras.Select(camera => camera.Quality)),
            Reason =
                passed == 0
                    ? string.Empty
                    : string.Create(CultureInfo.InvariantCulture, $"{passed} document(s) of this exposure could not be imported"),
            RequestedBy = actor.Name,
            Cameras = cameras,
        };
    }

    // A merged document does not say when the shutter opened. A quick look runs within minutes, so that its own time serves; results that were computed
    // later are kept at the middle of their night.
    private static DateTimeOffset ProbableTime(ImportOrder order, Night night, DateTimeOffset ranAt)
    {
        var site = TimeZoneInfo.FindSystemTimeZoneById(order.SiteTimeZone);
        if (Night.Of(ranAt, site) == night)
        {
            return ranAt;
        }

        var midnight = night.Date.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, site.GetUtcOffset(midnight));
    }

    private static bool IsSame(List<ImportedDocument> documents, ImmutableDictionary<CameraId, byte[]> earlier) =>
        documents.Count == earlier.Count
        && documents.TrueForAll(document => earlier.TryGetValue(document.Camera, out var body) && IsSame(document.Bytes, body));

    private static bool IsSame(byte[] bytes, byte[] compressed)
    {
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var stored = new byte[bytes.Length + 1];
        var read = gzip.ReadAtLeast(stored, stored.Length, throwOnEndOfStream: false);
        return read == bytes.Length && stored.AsSpan(0, read).SequenceEqual(bytes);
    }

    private async Task<Result<Done>> RecordAsync(Actor actor, ImportOrder order, string detail, CancellationToken cancellationToken) =>
        order.IsDryRun ? Done.Value : await audit.AppendAsync(actor, Action, detail, cancellationToken).ConfigureAwait(false);
}
