using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>A shelf over documents that a test lays on it; empty at first.</summary>
public sealed class ScriptedResultShelf : IResultShelf
{
    private readonly ConcurrentDictionary<(long Process, CameraId Camera), Result<MergedQa>> documents = new();
    private readonly ConcurrentDictionary<long, FiberField> fibers = new();
    private readonly ConcurrentDictionary<long, Neighbours> neighbours = new();
    private readonly ConcurrentDictionary<(long Process, CameraId Camera), ImmutableArray<PastRun>> past = new();

    /// <summary>The process that is the latest with results.</summary>
    public long? Latest { get; set; }

    /// <summary>What every question is answered with; null for the answers that were laid on the shelf.</summary>
    public Failure? Failure { get; set; }

    /// <summary>How often a document was asked for.</summary>
    public int Reads { get; private set; }

    public void Put(long processId, CameraId camera, Result<MergedQa> document) => documents[(processId, camera)] = document;

    /// <summary>Lays a document file on the shelf.</summary>
    public void Put(long processId, CameraId camera, string file) => Put(processId, camera, MergedQa.Read(File.ReadAllBytes(file)));

    public void Put(long processId, FiberField field) => fibers[processId] = field;

    public void Put(long processId, Neighbours beside) => neighbours[processId] = beside;

    public void Put(long processId, CameraId camera, ImmutableArray<PastRun> runs) => past[(processId, camera)] = runs;

    public Task<Result<long?>> FindLatestAsync(CancellationToken cancellationToken) => Answer(Latest);

    public Task<Result<MergedQa>> ReadDocumentAsync(long processId, CameraId camera, CancellationToken cancellationToken)
    {
        Reads++;
        var document = documents.GetValueOrDefault(
            (processId, camera),
            new Failure($"there is no merged document of {camera} in process {processId}")
        );
        return Task.FromResult(Failure is { } away ? away : document);
    }

    public Task<Result<ImmutableSortedDictionary<CameraId, MergedQa>>> ReadDocumentsAsync(
        long processId,
        IReadOnlyCollection<CameraId> cameras,
        CancellationToken cancellationToken
    )
    {
        Reads++;
        return Answer(
            cameras
                .Where(camera => documents.TryGetValue((processId, camera), out var document) && document.IsSuccess)
                .ToImmutableSortedDictionary(camera => camera, camera => documents[(processId, camera)].Value)
        );
    }

    public Task<Result<FiberField>> ReadFibersAsync(long processId, CancellationToken cancellationToken) =>
        Answer(fibers.GetValueOrDefault(processId, FiberField.Empty));

    public Task<Result<Neighbours>> FindNeighboursAsync(long processId, CancellationToken cancellationToken) =>
        Answer(neighbours.GetValueOrDefault(processId, new Neighbours(null, null)));

    public Task<Result<ImmutableArray<PastRun>>> ReadPastAsync(
        long processId,
        CameraId camera,
        int count,
        CancellationToken cancellationToken
    ) => Answer(past.GetValueOrDefault((processId, camera), []).Take(count).ToImmutableArray());

    private Task<Result<T>> Answer<T>(T value) => Task.FromResult(Failure is { } away ? away : Result<T>.Success(value));
}
