using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Storage.Documents;
using QuickLook.Core.Viewing;

namespace QuickLook.Tests.Core.Viewing;

public sealed class DocumentMemoryTests
{
    private static readonly MergedQa Document = MergedQa.Read("{}"u8.ToArray()).Value;

    [Fact]
    public void What_was_not_asked_for_longest_goes_first_and_the_bound_holds()
    {
        var memory = new DocumentMemory(3_000);
        memory.Add(Key(1), Document, 400);
        memory.Add(Key(2), Document, 400);
        memory.Find(Key(1)).ShouldNotBeNull();

        memory.Add(Key(3), Document, 400); // 3600 bytes are too many: number 2 goes

        memory.Find(Key(1)).ShouldNotBeNull();
        memory.Find(Key(2)).ShouldBeNull();
        memory.Find(Key(3)).ShouldNotBeNull();
        memory.Bytes.ShouldBe(2_400);
    }

    [Fact]
    public void A_document_that_is_larger_than_the_bound_is_not_held_and_drives_nothing_out()
    {
        var memory = new DocumentMemory(3_000);
        memory.Add(Key(1), Document, 400);

        memory.Add(Key(2), Document, 1_001);

        memory.Find(Key(2)).ShouldBeNull();
        memory.Find(Key(1)).ShouldNotBeNull();
    }

    [Fact]
    public void Another_attempt_or_another_writing_is_another_document()
    {
        var memory = new DocumentMemory(3_000);
        memory.Add(Key(1), Document, 10);

        memory.Find(Key(1) with { Attempt = 2 }).ShouldBeNull();
        memory.Find(Key(1) with { Version = 78 }).ShouldBeNull();
    }

    private static StoredDocument Key(long run) => new(run, CameraId.All[0], 1, 77, 10);
}
