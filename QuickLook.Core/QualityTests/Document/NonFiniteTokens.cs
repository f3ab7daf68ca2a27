using System.Buffers;

namespace QuickLook.Core.QualityTests.Document;

/// <summary>Turns the bare tokens NaN, Infinity and -Infinity, which Python writes and JSON does not know, into null.</summary>
internal static class NonFiniteTokens
{
    /// <summary>Copies JSON text with these tokens replaced, outside of strings only.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <returns>The same text when there is nothing to replace, else a changed copy.</returns>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json)
    {
        var text = json.Span;
        ArrayBufferWriter<byte>? changed = null;
        var copied = 0;
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (inString)
            {
                inString = text[i] != (byte)'"';
                i += text[i] == (byte)'\\' ? 1 : 0;
            }
            else if (text[i] == (byte)'"')
            {
                inString = true;
            }
            else if (LengthOfToken(text[i..]) is var length and > 0)
            {
                changed ??= new ArrayBufferWriter<byte>(text.Length + 64);
                changed.Write(text[copied..i]);
                changed.Write("null"u8);
                copied = i + length;
                i = copied - 1;
            }
        }

        if (changed is null)
        {
            return json;
        }

        changed.Write(text[copied..]);
        return changed.WrittenMemory;
    }

    private static int LengthOfToken(ReadOnlySpan<byte> text) =>
        text[0] switch
        {
            (byte)'N' when text.StartsWith("NaN"u8) => 3,
            (byte)'I' when text.StartsWith("Infinity"u8) => 8,
            (byte)'-' when text.StartsWith("-Infinity"u8) => 9,
            _ => 0,
        };
}
