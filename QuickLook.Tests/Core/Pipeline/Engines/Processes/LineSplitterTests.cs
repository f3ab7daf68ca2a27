using System.Text;
using QuickLook.Core.Pipeline.Engines.Processes;

namespace QuickLook.Tests.Core.Pipeline.Engines.Processes;

public class LineSplitterTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb", "a|b")]
    [InlineData("10 %\r20 %\rdone\n", "10 %|20 %|done")]
    [InlineData("\n\n\na", "a")]
    [InlineData("", "")]
    public void Lines_end_with_a_new_line_a_carriage_return_or_the_end(string text, string lines) =>
        string.Join('|', Split(Encoding.UTF8.GetBytes(text))).ShouldBe(lines);

    [Fact]
    public void A_line_may_come_byte_by_byte_also_within_a_character() =>
        Split(Encoding.UTF8.GetBytes("Ångström\n"), pieces: 1).ShouldBe(["Ångström"]);

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters() => Split([0x61, 0xff, 0xfe, 0x0a]).ShouldBe(["a\ufffd\ufffd"]);

    [Fact]
    public void A_line_that_is_too_long_is_cut_and_the_next_one_is_whole()
    {
        var lines = Split(Encoding.UTF8.GetBytes($"{new string('x', 100)}\nnext\n"), longest: 10);
        lines.ShouldBe(["xxxxxxxxxx...", "next"]);
    }

    private static List<string> Split(byte[] bytes, int pieces = int.MaxValue, int longest = LineSplitter.UsualLength)
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(lines.Add, longest);
        foreach (var piece in bytes.Chunk(Math.Min(pieces, Math.Max(1, bytes.Length))))
        {
            splitter.Take(piece);
        }

        splitter.End();
        return lines;
    }
}
