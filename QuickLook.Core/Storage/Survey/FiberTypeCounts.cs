using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Survey;

/// <summary>
/// Counts the types of a fibermap out of its arrays as the server sends them (PostgreSQL's binary form of arrays: number of dimensions, flag, type, length and
/// lower bound, then length and bytes of each element, all big-endian), without a text for each of 5000 fibers.
/// </summary>
internal static class FiberTypeCounts
{
    private const int LengthAt = 12;
    private const int FirstElementAt = 20;

    /// <summary>The counts.</summary>
    /// <param name="fibers">Array of fiber numbers, 32 bits each.</param>
    /// <param name="types">Array of texts, as many.</param>
    /// <returns>By petal and type; types in upper case without blanks. Numbers that no fiber has are left out.</returns>
    public static ImmutableArray<FiberTypeCount> Of(ReadOnlySpan<byte> fibers, ReadOnlySpan<byte> types)
    {
        // An empty array ends before its length.
        if (fibers.Length < FirstElementAt || types.Length < FirstElementAt)
        {
            return [];
        }

        var count = BinaryPrimitives.ReadInt32BigEndian(fibers[LengthAt..]);
        var words = new List<(byte[] Bytes, int[] ByPetal)>();
        var (fiberAt, typeAt, last) = (FirstElementAt, FirstElementAt, 0);
        for (var element = 0; element < count; element++)
        {
            var fiber = BinaryPrimitives.ReadInt32BigEndian(fibers[(fiberAt + sizeof(int))..]);
            fiberAt += 2 * sizeof(int);
            var length = BinaryPrimitives.ReadInt32BigEndian(types[typeAt..]);
            var word = types.Slice(typeAt + sizeof(int), length);
            typeAt += sizeof(int) + length;
            if (fiber is < 0 or >= FiberId.Count)
            {
                continue;
            }

            if (words.Count == 0 || !word.SequenceEqual(words[last].Bytes))
            {
                last = IndexOf(words, word);
            }

            words[last].ByPetal[fiber / FiberId.PerPetal]++;
        }

        return
        [
            .. words
                .GroupBy(
                    word => Encoding.UTF8.GetString(word.Bytes).Trim().ToUpperInvariant(),
                    word => word.ByPetal,
                    StringComparer.Ordinal
                )
                .SelectMany(group =>
                    Spectrograph.All.Select(petal => new FiberTypeCount(petal, group.Key, group.Sum(byPetal => byPetal[petal.Number])))
                )
                .Where(type => type.Fibers > 0),
        ];
    }

    private static int IndexOf(List<(byte[] Bytes, int[] ByPetal)> words, ReadOnlySpan<byte> word)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (word.SequenceEqual(words[at].Bytes))
            {
                return at;
            }
        }

        words.Add((word.ToArray(), new int[Spectrograph.Count]));
        return words.Count - 1;
    }
}
