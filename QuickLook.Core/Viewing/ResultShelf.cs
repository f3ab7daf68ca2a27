using System.Collections.Immutable;
using System.IO.Compression;
using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Documents;

namespace QuickLook.Core.Viewing;

/// <summary>The results of processes out of the database; parsed documents stay in memory within <see cref="ViewingOptions.DocumentMemory"/>.</summary>
public sealed class ResultShelf(DocumentStore store, IOptions<ViewingOptions> options) : IResultShelf
{
    private const int MostPast = 100;

    // Bodies that are asked for at once; each may have 16 MiB.
    private const int BodiesAtOnce = 4;

    private readonly DocumentMemory memory = new(options.Value.DocumentMemory);

    /// <inheritdoc/>
    public Task<Result<long?>> FindLatestAsync(CancellationToken cancellationToken) => store.FindLatestAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<MergedQa>> ReadDocumentAsync(long processId, CameraId camera, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(processId, [camera], cancellationToken).ConfigureAwait(false);
        return read.Then(documents =>
            documents.TryGetValue(camera, out var document)
                ? document
                : new Failure($"there is no merged document of {camera} in process {processId}")
        );
    }

    /// <inheritdoc/>
    public async Task<Result<ImmutableSortedDictionary<CameraId, MergedQa>>> ReadDocumentsAsync(
        long processId,
        IReadOnlyCollection<CameraId> cameras,
        CancellationToken cancellationToken
    )
    {
        var read = await ReadAsync(processId, cameras, cancellationToken).ConfigureAwait(false);
        return read.Map(documents =>
            documents.Where(each => each.Value.IsSuccess).ToImmutableSortedDictionary(each => each.Key, each => each.Value.Value)
        );
    }

    /// <inheritdoc/>
    public async Task<Result<FiberField>> ReadFibersAsync(long processId, CancellationToken cancellationToken)
    {
        var found = await store.FindFibersAsync(processId, cancellationToken).ConfigureAwait(false);
        return found.Map(fibers => fibers is null ? FiberField.Empty : Field(fibers));
    }

    /// <inheritdoc/>
    public async Task<Result<Neighbours>> FindNeighboursAsync(long processId, CancellationToken cancellationToken)
    {
        var found = await store.FindNeighboursAsync(processId, cancellationToken).ConfigureAwait(false);
        return found.Map(both => new Neighbours(Of(both.Before), Of(both.After)));

        static Neighbour? Of(StoredNeighbour? beside) => beside is null ? null : new Neighbour(beside.ProcessId, beside.Exposure);
    }

    /// <inheritdoc/>
    public async Task<Result<ImmutableArray<PastRun>>> ReadPastAsync(
        long processId,
        CameraId camera,
        int count,
        CancellationToken cancellationToken
    )
    {
        var found = await store
            .ListPastAsync(processId, camera, Math.Clamp(count, 0, MostPast), options.Value.ComparesWithSimulated, cancellationToken)
            .ConfigureAwait(false);
        return found.Map(past =>
            past.Select(run => new PastRun(run.ProcessId, run.Exposure, run.ObservedAt, run.Tests)).ToImmutableArray()
        );
    }

    private static FiberField Field(StoredFibers fibers) =>
        new(
            Enumerable
                .Range(0, fibers.Fiber.Length)
                .Where(at => fibers.Fiber[at] is >= 0 and < FiberId.Count)
                .Select(at => new FiberPlace(
                    new FiberId(fibers.Fiber[at]),
                    fibers.RaDegrees[at],
                    fibers.DecDegrees[at],
                    fibers.ObjectType[at].Trim()
                ))
        );

    private async Task<Result<ImmutableDictionary<CameraId, Result<MergedQa>>>> ReadAsync(
        long processId,
        IReadOnlyCollection<CameraId> cameras,
        CancellationToken cancellationToken
    )
    {
        var listed = await store.ListAsync(processId, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var all, out var failure))
        {
            return failure;
        }

        var documents = ImmutableDictionary.CreateBuilder<CameraId, Result<MergedQa>>();
        var unread = new List<StoredDocument>();
        foreach (var stored in all.Where(stored => cameras.Contains(stored.Camera)))
        {
            if (memory.Find(stored) is { } known)
            {
                documents[stored.Camera] = known;
            }
            else
            {
                unread.Add(stored);
            }
        }

        foreach (var some in unread.Chunk(BodiesAtOnce))
        {
            var bodies = await store.ReadBodiesAsync(some, MergedQa.LargestDocument, cancellationToken).ConfigureAwait(false);
            if (!bodies.TryGet(out var found, out failure))
            {
                return failure;
            }

            foreach (var stored in some)
            {
                documents[stored.Camera] = found.TryGetValue(stored, out var body)
                    ? Parse(stored, body)
                    : new Failure($"the merged document of {stored.Camera} is too large, or was replaced just now");
            }
        }

        return documents.ToImmutable();
    }

    private Result<MergedQa> Parse(StoredDocument stored, byte[] body)
    {
        var plain = Unpack(body);
        if (!plain.TryGet(out var text, out var broken))
        {
            return broken;
        }

        var read = MergedQa.Read(text);
        if (read.TryGet(out var document, out _))
        {
            memory.Add(stored, document, text.Length);
        }

        return read;
    }

    // Never more than the largest document, whatever the compressed bytes unfold to.
    private static Result<ReadOnlyMemory<byte>> Unpack(byte[] body)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > MergedQa.LargestDocument)
                {
                    return new Failure($"the merged document is larger than {MergedQa.LargestDocument} bytes");
                }
            }

            return (ReadOnlyMemory<byte>)plain.GetBuffer().AsMemory(0, (int)plain.Length);
        }
        catch (InvalidDataException problem)
        {
            return new Failure($"the stored document is not gzip: {problem.Message.TrimEnd('.')}");
        }
    }
}
