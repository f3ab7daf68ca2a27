using Microsoft.Extensions.Logging.Abstractions;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Tests.Core.Mappings;

public class MappingStoreTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static readonly string Wider = MappingFiles.Zero.Replace("[-40, 40]", "[-50, 50]", StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_edit_is_picked_up_live(bool watches)
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files, watches);
        var before = store.Current;

        files.Write("zero.json", Wider);
        await UntilAsync(store, () => store.Current != before);

        store.Current.Hash.ShouldNotBe(before.Hash);
        NormalOf(store.Current).ShouldBe(new LimitRange(-50, 50));
        NormalOf(before).ShouldBe(new LimitRange(-40, 40), "a run keeps the set that it began with");
    }

    [Fact]
    public async Task An_invalid_edit_never_replaces_a_valid_set_and_is_forgiven_when_repaired()
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files, watches: true);
        var before = store.Current;

        files.Write("zero.json", MappingFiles.Zero[..^200]);
        await UntilAsync(store, () => !store.Faults.IsEmpty);
        store.Current.ShouldBeSameAs(before);
        store.Faults[0].File.ShouldBe("zero.json");

        files.Write("zero.json", Wider);
        await UntilAsync(store, () => store.Faults.IsEmpty);
        NormalOf(store.Current).ShouldBe(new LimitRange(-50, 50));
    }

    [Fact]
    public async Task Reading_the_same_files_again_is_no_change()
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files, watches: false);
        var before = store.Current;
        var changes = 0;
        store.Changed += () => changes++;

        await store.ReloadAsync(CancellationToken.None);

        changes.ShouldBe(0);
        store.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_store_does_not_open_on_invalid_files()
    {
        using var files = new MappingFiles("{}");
        var opened = await MappingStore.OpenAsync(
            files.Folder,
            MappingFiles.Vocabulary,
            new MappingStoreTiming(),
            TimeProvider.System,
            NullLogger<MappingStore>.Instance,
            CancellationToken.None
        );
        opened.Failure!.Reason.ShouldContain("'step_list' is missing");
    }

    private static async Task<MappingStore> OpenAsync(MappingFiles files, bool watches)
    {
        var timing = new MappingStoreTiming
        {
            Debounce = TimeSpan.FromMilliseconds(10),
            Sweep = watches ? TimeSpan.FromMinutes(10) : TimeSpan.FromMilliseconds(20),
            WatchesDirectory = watches,
        };
        var opened = await MappingStore.OpenAsync(
            files.Folder,
            MappingFiles.Vocabulary,
            timing,
            TimeProvider.System,
            NullLogger<MappingStore>.Instance,
            CancellationToken.None
        );
        return opened.Value;
    }

    private static async Task UntilAsync(MappingStore store, Func<bool> condition)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Check()
        {
            if (condition())
            {
                reached.TrySetResult();
            }
        }

        store.Changed += Check;
        Check();
        await reached.Task.WaitAsync(Deadline);
        store.Changed -= Check;
    }

    private static LimitRange NormalOf(MappingSet set) => set.Flavors[Flavor.Zero].Stages[0].Tests[0].Limits!.Normal[LimitScope.General];
}
