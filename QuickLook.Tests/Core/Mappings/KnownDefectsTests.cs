using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Tests.Core.Mappings;

public sealed class KnownDefectsTests
{
    private static readonly CameraId R0 = CameraId.Parse("r0").Value;

    [Fact]
    public async Task Broken_fibers_and_amplifiers_are_read_by_camera()
    {
        var set = (
            await LoadAsync(
                """{ "_who": "ops", "r0": { "broken_fibers": [58, 31], "broken_amplifiers": ["c", 4], "note": "x" }, "B1": {} }"""
            )
        )
            .ToResult()
            .Value;

        var defects = set.DefectsOf(R0);
        defects.BrokenFibers.ShouldBe([31, 58]);
        defects.BrokenAmplifiers.ShouldBe([Amplifier.C, Amplifier.D]);
        defects.Note.ShouldBe("x");
        set.KnownDefects.Keys.Select(camera => camera.ToString()).Order().ShouldBe(["b1", "r0"]);
    }

    [Fact]
    public async Task Without_the_file_every_camera_is_whole()
    {
        using var files = new MappingFiles();
        var set = (await files.LoadAsync()).ToResult().Value;

        set.KnownDefects.ShouldBeEmpty();
        set.DefectsOf(R0).ShouldBe(KnownDefects.None);
    }

    [Fact]
    public async Task The_file_is_part_of_the_hash() =>
        (await LoadAsync("""{ "r0": { "broken_fibers": [1] } }""")).Hash.ShouldNotBe(
            (await LoadAsync("""{ "r0": { "broken_fibers": [2] } }""")).Hash
        );

    [Theory]
    [InlineData("[]", "", "an object by camera is expected, not an array")]
    [InlineData("""{ "r10": {} }""", "r10", "not a camera")]
    [InlineData("""{ "r0": {}, "R0": {} }""", "R0", "the camera r0 is given twice")]
    [InlineData("""{ "r0": [] }""", "r0", "an object is expected")]
    [InlineData("""{ "r0": { "broken_fibres": [] } }""", "r0.broken_fibres", "did you mean 'broken_fibers'?")]
    [InlineData("""{ "r0": { "broken_fibers": 31 } }""", "r0.broken_fibers", "an array is expected")]
    [InlineData("""{ "r0": { "broken_fibers": [500] } }""", "r0.broken_fibers[0]", "its number within the petal, 0 to 499")]
    [InlineData("""{ "r0": { "broken_fibers": [-1] } }""", "r0.broken_fibers[0]", "its number within the petal")]
    [InlineData("""{ "r0": { "broken_fibers": [1.5] } }""", "r0.broken_fibers[0]", "its number within the petal")]
    [InlineData("""{ "r0": { "broken_fibers": ["31"] } }""", "r0.broken_fibers[0]", "its number within the petal")]
    [InlineData("""{ "r0": { "broken_fibers": [31, 58, 31] } }""", "r0.broken_fibers[2]", "31 is in the list already")]
    [InlineData("""{ "r0": { "broken_amplifiers": ["E"] } }""", "r0.broken_amplifiers[0]", "a letter A to D or a digit 1 to 4")]
    [InlineData("""{ "r0": { "broken_amplifiers": [0] } }""", "r0.broken_amplifiers[0]", "a letter A to D or a digit 1 to 4")]
    [InlineData("""{ "r0": { "broken_amplifiers": ["CD"] } }""", "r0.broken_amplifiers[0]", "a letter A to D or a digit 1 to 4")]
    [InlineData("""{ "r0": { "broken_amplifiers": ["C", "3"] } }""", "r0.broken_amplifiers[1]", "C is in the list already")]
    [InlineData("""{ "r0": { "broken_amplifiers": ["A", "B", "C", "D", "1"] } }""", "r0.broken_amplifiers", "at most 4 entries")]
    [InlineData("""{ "r0": { "note": 7 } }""", "r0.note", "a text is expected")]
    public async Task A_fault_names_its_place(string text, string path, string reason)
    {
        var load = await LoadAsync(text);

        load.Set.ShouldBeNull();
        var fault = load.Faults.ShouldHaveSingleItem();
        (fault.File, fault.Path).ShouldBe(("cameras.json", path));
        fault.Line.ShouldBe(1);
        fault.Reason.ShouldContain(reason);
    }

    private static async Task<MappingLoad> LoadAsync(string text)
    {
        using var files = new MappingFiles();
        files.Write("cameras.json", text);
        return await files.LoadAsync();
    }
}
