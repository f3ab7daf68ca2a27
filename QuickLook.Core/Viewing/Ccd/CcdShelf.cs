using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>
/// The images that viewers look at. Each is loaded once, however many ask for it; loading ends when nobody waits for it any more. What was used lately stays in
/// memory, bounded in bytes, the longest unused goes first; what nobody used for some minutes goes as well. Failures are remembered for a moment only. Thread-safe.
/// </summary>
public sealed class CcdShelf : IDisposable
{
    private readonly CcdLoader loader;
    private readonly CcdOptions options;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turns;
    private readonly Lock gate = new();
    private readonly Dictionary<CcdImageId, LinkedListNode<Kept>> pictures = [];
    private readonly LinkedList<Kept> longestUnusedFirst = [];
    private readonly ITimer leaving;
    private readonly Dictionary<CcdImageId, CcdLoad> loads = [];
    private readonly Dictionary<CcdImageId, (Failure Failure, DateTimeOffset Until)> failures = [];
    private long keptBytes;

    /// <summary>An empty shelf.</summary>
    /// <param name="exposures">Finds files.</param>
    /// <param name="viewing">Where calibrations are.</param>
    /// <param name="options">How much is kept.</param>
    /// <param name="time">The clock.</param>
    public CcdShelf(ICcdExposures exposures, IOptions<ViewingOptions> viewing, IOptions<CcdOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        loader = new CcdLoader(exposures, viewing.Value.CalibrationRoot, time);
        turns = new SemaphoreSlim(this.options.LoadsAtOnce);
        leaving = time.CreateTimer(_ => LetUnusedGo(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Bytes of the images that are kept.</summary>
    public long KeptBytes
    {
        get
        {
            lock (gate)
            {
                return keptBytes;
            }
        }
    }

    /// <summary>How many images were loaded since the start, those that failed included.</summary>
    public int Loads { get; private set; }

    /// <summary>An image, from memory or loaded now.</summary>
    /// <param name="id">Which.</param>
    /// <param name="stage">Hears how far loading is, on any thread; null when nobody wants to know.</param>
    /// <param name="cancellationToken">Stops waiting; loading goes on only while somebody else waits.</param>
    /// <returns>
    /// The picture, to be given back by disposing the lease; or why there is none: no such process, camera not in the file, a damaged file, a raw file that was removed,
    /// no calibration.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<CcdLease>> OpenAsync(CcdImageId id, Action<CcdLoadStage>? stage, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CcdLoad? load;
        lock (gate)
        {
            if (Find(id) is { } found)
            {
                return found;
            }

            if (!loads.TryGetValue(id, out load))
            {
                load = new CcdLoad(id);
                loads.Add(id, load);
                Loads++;
                var begun = load;
                load.Outcome = Task.Run(() => LoadAsync(begun), CancellationToken.None);
            }

            load.Join(stage);
        }

        try
        {
            var outcome = await load.Outcome.WaitAsync(cancellationToken);
            return outcome.Map(picture => new CcdLease(picture));
        }
        finally
        {
            Leave(load, stage);
        }
    }

    /// <summary>Lets go of everything that is kept; what is on loan lives on until it is given back.</summary>
    public void Dispose()
    {
        leaving.Dispose();
        lock (gate)
        {
            while (longestUnusedFirst.First is { } oldest)
            {
                Remove(oldest);
            }
        }

        turns.Dispose();
    }

    private Result<CcdLease>? Find(CcdImageId id)
    {
        if (pictures.TryGetValue(id, out var node))
        {
            longestUnusedFirst.Remove(node);
            node.Value = node.Value with { UsedAt = time.GetTimestamp() };
            longestUnusedFirst.AddLast(node);
            return new CcdLease(node.Value.Picture);
        }

        if (failures.TryGetValue(id, out var remembered) && time.GetUtcNow() < remembered.Until)
        {
            return remembered.Failure;
        }

        return null;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong with one image is told to who waits for it.")]
    private async Task<Result<CcdPicture>> LoadAsync(CcdLoad load)
    {
        Result<CcdPicture> outcome;
        try
        {
            await turns.WaitAsync(load.Abandoned);
            try
            {
                outcome = await loader.LoadAsync(load.Id, load.Tell, load.Abandoned);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (load.Abandoned.IsCancellationRequested)
        {
            outcome = new Failure("nobody waited for the image any more", Kind: FailureKind.Transient);
        }
        catch (Exception fault)
        {
            lock (gate)
            {
                Forget(load);
                load.Dispose();
            }

            throw new InvalidOperationException($"The {load.Id} could not be made.", fault);
        }

        lock (gate)
        {
            Forget(load);
            load.Dispose();
            if (outcome.TryGet(out var picture, out var failure))
            {
                load.Hold(picture);
                Keep(picture);
            }
            else if (!load.Abandoned.IsCancellationRequested)
            {
                Remember(load.Id, failure);
            }
        }

        return outcome;
    }

    private void Forget(CcdLoad load)
    {
        lock (gate)
        {
            if (loads.TryGetValue(load.Id, out var current) && ReferenceEquals(current, load))
            {
                loads.Remove(load.Id);
            }
        }
    }

    private void Remember(CcdImageId id, Failure failure)
    {
        var now = time.GetUtcNow();
        foreach (var (old, _) in failures.Where(entry => entry.Value.Until <= now).ToList())
        {
            failures.Remove(old);
        }

        failures[id] = (failure, now + options.FailureMemory);
    }

    /// <summary>Puts a picture on the shelf; when another load was faster, or it is larger than all that may be kept, only who waits gets it.</summary>
    private void Keep(CcdPicture picture)
    {
        if (pictures.ContainsKey(picture.Id) || picture.Bytes > options.MemoryBytes)
        {
            picture.LetGo();
            return;
        }

        while (keptBytes + picture.Bytes > options.MemoryBytes && longestUnusedFirst.First is { } oldest)
        {
            Remove(oldest);
        }

        if (longestUnusedFirst.First is null)
        {
            leaving.Change(options.KeepUnused, Timeout.InfiniteTimeSpan);
        }

        pictures.Add(picture.Id, longestUnusedFirst.AddLast(new Kept(picture, time.GetTimestamp())));
        keptBytes += picture.Bytes;
    }

    /// <summary>Removes what nobody used for so long, and comes again when the next one is due.</summary>
    private void LetUnusedGo()
    {
        lock (gate)
        {
            while (longestUnusedFirst.First is { } oldest)
            {
                var left = options.KeepUnused - time.GetElapsedTime(oldest.Value.UsedAt);
                if (left > TimeSpan.Zero)
                {
                    leaving.Change(left, Timeout.InfiniteTimeSpan);
                    return;
                }

                Remove(oldest);
            }
        }
    }

    private void Remove(LinkedListNode<Kept> node)
    {
        var picture = node.Value.Picture;
        longestUnusedFirst.Remove(node);
        pictures.Remove(picture.Id);
        keptBytes -= picture.Bytes;
        picture.LetGo();
    }

    private void Leave(CcdLoad load, Action<CcdLoadStage>? stage)
    {
        lock (gate)
        {
            if (load.Leave(stage) && !load.Outcome.IsCompleted)
            {
                Forget(load);
                load.Abandon();
            }
        }
    }

    private readonly record struct Kept(CcdPicture Picture, long UsedAt);
}
