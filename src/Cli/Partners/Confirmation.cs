using Pmo.Client.Messages;

namespace Pmo.Cli.Partners;

/// <summary>Asks before what cannot be undone: the organisation's name has to be typed.</summary>
internal static class Confirmation
{
    /// <summary>Null when it was confirmed, else the exit code.</summary>
    /// <param name="verb">Asks.</param>
    /// <param name="question">What is about to happen.</param>
    /// <param name="org">What has to be typed.</param>
    /// <param name="without">The option that stands for an answer where nobody can be asked.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<int?> AskAsync(Verb verb, string question, string org, string without, CancellationToken cancel)
    {
        if (verb.Host.Prompt is { } prompt)
        {
            await verb.Screen.Error.WriteAsync($"{question} {verb.T($"Ketik {org} untuk melanjutkan: ", $"Type {org} to go on: ")}");
            if ((await prompt.ReadLineAsync(cancel))?.Trim() == org)
            {
                return null;
            }
        }

        return verb.Fail(
            new Message(
                "not_confirmed",
                $"Tidak dilakukan. Tanpa terminal, tambahkan {without}.",
                $"Not done. Without a terminal, add {without}."),
            ExitCode.Usage);
    }
}
