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

    [Fact]
    public async Task Texts_are_written_and_in_force_at_once()
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files, watches: false);
        var before = store.Current;

        (
            await store.SaveTextsAsync(Change(new TestTexts("", ""), new TestTexts("  What it is.\r\n", "Do this.")), default)
        ).IsSuccess.ShouldBeTrue();

        TextsOf(store.Current).ShouldBe(new TestTexts("What it is.", "Do this."));
        store.Current.Hash.ShouldNotBe(before.Hash);
        TextsOf(before).ShouldBe(new TestTexts("", ""), "a run keeps the set that it began with");
        Directory.GetFiles(files.Folder).Select(Path.GetFileName).ShouldBe(["zero.json"]);
    }

    [Fact]
    public async Task Texts_that_somebody_else_changed_meanwhile_are_not_written_over()
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files, watches: false);
        (await store.SaveTextsAsync(Change(new TestTexts("", ""), new TestTexts("First.", "")), default)).IsSuccess.ShouldBeTrue();

        var late = await store.SaveTextsAsync(Change(new TestTexts("", ""), new TestTexts("Second.", "")), default);

        late.Failure!.Reason.ShouldStartWith("somebody else has changed these texts in zero.json");
        TextsOf(store.Current).Help.ShouldBe("First.");
    }

    [Fact]
    public async Task Texts_that_cannot_be_written_say_why_and_change_nothing()
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files, watches: false);
        var none = new TestTexts("", "");
        var file = await File.ReadAllTextAsync(Path.Combine(files.Folder, "zero.json"));

        (await store.SaveTextsAsync(Change(none, new TestTexts(new string('x', 2001), "")), default)).Failure!.Reason.ShouldBe(
            "'what it is' has 2001 characters; 2000 are the most"
        );
        (await store.SaveTextsAsync(Change(none, new TestTexts("", "bell \a")), default)).Failure!.Reason.ShouldContain(
            "control character"
        );
        (await store.SaveTextsAsync(Change(none, new TestTexts("H", "")) with { StatusKey = "X" }, default)).Failure!.Reason.ShouldBe(
            "zero.json has no test X"
        );

        // Something else has the name of the temporary file.
        Directory.CreateDirectory(Path.Combine(files.Folder, "zero.json.tmp"));
        (await store.SaveTextsAsync(Change(none, new TestTexts("H", "")), default)).Failure!.Reason.ShouldContain(
            "let the account of the service write"
        );
        (await File.ReadAllTextAsync(Path.Combine(files.Folder, "zero.json"))).ShouldBe(file);

        files.Write("zero.json", file[..^20]);
        (await store.SaveTextsAsync(Change(none, new TestTexts("H", "")), default)).Failure!.Reason.ShouldContain("repair them first");
    }

    private static TextsChange Change(TestTexts before, TestTexts after) => new([Flavor.Zero], "BIAS_AMP_STATUS", before, after);

    private static TestTexts TextsOf(MappingSet set) => TestTexts.Of(set.Flavors[Flavor.Zero].Stages[0].Tests[0]);

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
