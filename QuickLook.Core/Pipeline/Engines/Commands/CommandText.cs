using System.Collections.Immutable;
using System.Text;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>
/// An element of a command, or the value of a variable, with placeholders in braces: <c>--night={night}</c>. Braces that mean themselves are doubled.
/// What a placeholder stands for is put in as it is and is never looked at again.
/// </summary>
internal sealed class CommandText
{
    private const string ConfigurationPrefix = Placeholders.Configuration + ":";

    private readonly ImmutableArray<Part> parts;

    private CommandText(ImmutableArray<Part> parts) => this.parts = parts;

    /// <summary>Folders of configuration files that the text names.</summary>
    public IEnumerable<string> ConfigurationFolders =>
        parts.Where(part => part.Name == Placeholders.Configuration).Select(part => part.Text);

    /// <summary>Reads a text.</summary>
    /// <param name="text">As written in the configuration.</param>
    /// <returns>The text, or what is wrong with its braces.</returns>
    public static Result<CommandText> Parse(string text)
    {
        var read = ImmutableArray.CreateBuilder<Part>();
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isDoubled = i + 1 < text.Length && text[i + 1] == text[i];
            if (text[i] is '{' or '}' && isDoubled)
            {
                plain.Append(text[i]);
                i++;
            }
            else if (text[i] == '}')
            {
                return new Failure($"'{text}' has a closing brace without its opening one; write }}}} for a brace that means itself");
            }
            else if (text[i] == '{')
            {
                var end = text.IndexOf('}', i);
                if (end < 0)
                {
                    return new Failure($"'{text}' has an opening brace without its closing one; write {{{{ for a brace that means itself");
                }

                if (!Placeholder(text[(i + 1)..end]).TryGet(out var part, out var failure))
                {
                    return failure;
                }

                read.Add(new Part(string.Empty, plain.ToString()));
                read.Add(part);
                plain.Clear();
                i = end;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        read.Add(new Part(string.Empty, plain.ToString()));
        return new CommandText(read.ToImmutable());
    }

    /// <summary>Puts values in.</summary>
    /// <param name="valueOf">The value of a placeholder by its name, and what is written behind its colon.</param>
    public Result<string> Expand(Func<string, string, Result<string>> valueOf)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Name.Length == 0)
            {
                text.Append(part.Text);
            }
            else if (valueOf(part.Name, part.Text).TryGet(out var value, out var failure))
            {
                text.Append(value);
            }
            else
            {
                return failure;
            }
        }

        return text.ToString();
    }

    private static Result<Part> Placeholder(string inside)
    {
        if (inside.StartsWith(ConfigurationPrefix, StringComparison.Ordinal))
        {
            return new Part(Placeholders.Configuration, inside[ConfigurationPrefix.Length..]);
        }

        return Placeholders.Plain.Contains(inside)
            ? new Part(inside, string.Empty)
            : new Failure(
                $"{{{inside}}} is no placeholder: {string.Join(' ', Placeholders.Plain.Select(name => $"{{{name}}}"))} {{{ConfigurationPrefix}FOLDER}}{Spelling.Hint(inside, Placeholders.Plain)}"
            );
    }

    /// <summary>Plain text when the name is empty; else a placeholder with what is written behind its colon.</summary>
    private readonly record struct Part(string Name, string Text);
}
