using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings.Editing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings;

/// <summary>
/// The current mapping set of a running service. Edits of the files are picked up live; an invalid edit never replaces a valid set, it
/// only shows as <see cref="Faults"/> until the files are right again. Safe to read from any thread.
/// </summary>
public sealed class MappingStore : IMappingsInForce, IAsyncDisposable
{
    private readonly string directory;
    private readonly MappingLoader loader;
    private readonly MappingStoreTiming timing;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SemaphoreSlim reading = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<bool> hints = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly FileSystemWatcher? watcher;
    private readonly Task following;
    private volatile State state;

    private MappingStore(
        string directory,
        MappingSet first,
        MappingLoader loader,
        MappingStoreTiming timing,
        TimeProvider time,
        ILogger logger
    )
    {
        this.directory = directory;
        this.loader = loader;
        this.timing = timing;
        this.time = time;
        this.logger = logger;
        state = new State(first, [], first.Hash);
        watcher = timing.WatchesDirectory ? Watch(directory) : null;
        following = FollowAsync(stopping.Token);
    }

    /// <summary>The set or the faults have changed; raised outside any lock, after both can be read. Handlers must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>The last valid set. A run takes it once and keeps it to its end.</summary>
    public MappingSet Current => state.Set;

    /// <summary>What is wrong with the files as they are now; empty when <see cref="Current"/> is what they say.</summary>
    public ImmutableArray<MappingFault> Faults => state.Faults;

    /// <summary>Reads the folder and begins to follow it.</summary>
    /// <param name="directory">The folder, see <see cref="MappingFolder"/>.</param>
    /// <param name="vocabulary">Steps and tests that recipes may use.</param>
    /// <param name="timing">How fast edits are seen.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Receives changes and faults.</param>
    /// <param name="cancellationToken">Ends the first read.</param>
    /// <returns>The store, or all faults of the files: without a first valid set nothing can be judged.</returns>
    public static async Task<Result<MappingStore>> OpenAsync(
        string directory,
        MappingVocabulary vocabulary,
        MappingStoreTiming timing,
        TimeProvider time,
        ILogger<MappingStore> logger,
        CancellationToken cancellationToken
    )
    {
        var reader = new MappingLoader(vocabulary);
        var load = await reader.LoadAsync(directory, cancellationToken);
        return load.ToResult().Map(first => new MappingStore(directory, first, reader, timing, time, logger));
    }

    /// <summary>Reads the files now, without waiting for an event or the sweep.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        State next;
        await reading.WaitAsync(cancellationToken);
        try
        {
            var load = await loader.LoadAsync(directory, cancellationToken);
            var before = state;
            if (load.Hash == before.SeenHash && load.Faults.SequenceEqual(before.Faults))
            {
                return;
            }

            next = new State(load.Set ?? before.Set, load.Faults, load.Hash);
            state = next;
        }
        finally
        {
            reading.Release();
        }

        Report(next);
        Changed?.Invoke();
    }

    /// <summary>Writes new texts of a test into the files and puts them in force; every other byte of the files stays.</summary>
    /// <param name="change">The texts.</param>
    /// <param name="cancellationToken">Gives up, as long as nothing is written.</param>
    /// <returns>
    /// Why nothing, or not every file, was written: a text is too long, the files are not valid, somebody has changed the texts meanwhile, the folder is not to be
    /// written.
    /// </returns>
    public async Task<Result<Done>> SaveTextsAsync(TextsChange change, CancellationToken cancellationToken)
    {
        if (!change.After.Tidy().TryGet(out var texts, out var fault))
        {
            return fault;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            if ((await WriteTextsAsync(change with { After = texts }, cancellationToken)).Failure is { } failure)
            {
                return failure;
            }
        }
        finally
        {
            reading.Release();
        }

        await ReloadAsync(CancellationToken.None);
        return Done.Value;
    }

    /// <summary>Stops following the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        watcher?.Dispose();
        await stopping.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        reading.Dispose();
    }

    private async Task<Result<Done>> WriteTextsAsync(TextsChange change, CancellationToken cancellationToken)
    {
        var load = await loader.LoadAsync(directory, cancellationToken);
        if (load.Set is not { } set)
        {
            return new Failure($"the mapping files are not valid, repair them first: {load.Faults[0]}");
        }

        var files = set.Files;
        foreach (var flavor in change.Flavors)
        {
            var tests = set.Flavors.GetValueOrDefault(flavor)?.Stages.SelectMany(stage => stage.Tests) ?? [];
            var own = tests.Where(test => test.StatusKey == change.StatusKey).Select(TestTexts.Of).ToList();
            if (own.Count == 0)
            {
                return new Failure($"{flavor.Name()}.json has no test {change.StatusKey}");
            }

            if (own.Any(texts => texts != change.Before))
            {
                return new Failure(
                    $"somebody else has changed these texts in {flavor.Name()}.json meanwhile; look at them and write again"
                );
            }

            var name = $"{flavor.Name()}.json";
            files = files.SetItem(name, [.. TextSplice.Write([.. files[name]], change.StatusKey, change.After)]);
        }

        if (loader.Load(files, directory) is { Set: null, Faults: var faults })
        {
            return new Failure($"the files would not be valid any more: {faults[0]}");
        }

        foreach (var flavor in change.Flavors)
        {
            var name = $"{flavor.Name()}.json";
            if (MappingWriter.Replace(Path.Combine(directory, name), [.. files[name]]).Failure is { } unwritten)
            {
                return unwritten;
            }
        }

        return Done.Value;
    }

    private void Report(State now)
    {
        if (now.Faults.IsEmpty)
        {
            logger.LogInformation("Mappings read from {Directory}, hash {Hash}", directory, now.Set.Hash);
            return;
        }

        logger.LogWarning(
            "The mapping files in {Directory} are not valid; the set {Hash} stays in use. {Faults}",
            directory,
            now.Set.Hash,
            string.Join('\n', now.Faults)
        );
    }

    private FileSystemWatcher? Watch(string folder)
    {
        try
        {
            var events = new FileSystemWatcher(folder, "*.json")
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            events.Changed += (_, _) => hints.Writer.TryWrite(true);
            events.Created += (_, _) => hints.Writer.TryWrite(true);
            events.Deleted += (_, _) => hints.Writer.TryWrite(true);
            events.Renamed += (_, _) => hints.Writer.TryWrite(true);
            events.EnableRaisingEvents = true;
            return events;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException)
        {
            // Out of watches or a file system without events: the sweep is enough.
            logger.LogWarning(problem, "The folder {Directory} cannot be watched; it is read every {Sweep} instead", folder, timing.Sweep);
            return null;
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await WaitForHintOrSweepAsync(cancellationToken);
            try
            {
                await ReloadAsync(cancellationToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The edge of a background task: one bad read or handler must not end the following of the folder.
                logger.LogError(
                    problem,
                    "Reading the mappings in {Directory} failed; the next read is in {Sweep}",
                    directory,
                    timing.Sweep
                );
            }
        }
    }

    private async Task WaitForHintOrSweepAsync(CancellationToken cancellationToken)
    {
        using var sweep = new CancellationTokenSource(timing.Sweep, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, sweep.Token);
        try
        {
            await hints.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return;
        }

        do
        {
            await Task.Delay(timing.Debounce, time, cancellationToken);
        } while (hints.Reader.TryRead(out _));
    }

    private sealed record State(MappingSet Set, ImmutableArray<MappingFault> Faults, string SeenHash);
}
