using Pmo.Identity.Passwords;

namespace Pmo.Identity.AccountPages;

/// <summary>What pages on which a password is chosen say, once.</summary>
internal static class PasswordTexts
{
    public static string Hint(PageLanguage language) => language[
        "Paling sedikit 12 karakter. Beberapa kata yang tidak berkaitan mudah diingat dan sulit ditebak. Spasi boleh.",
        "At least 12 characters. A few unrelated words are easy to remember and hard to guess. Spaces are fine."];

    /// <summary>What is wrong with the new password, at its field.</summary>
    public static IEnumerable<FieldError> Errors(PageLanguage language, PasswordFault fault, bool isDifferent)
    {
        var text = fault switch
        {
            PasswordFault.None => null,
            PasswordFault.TooShort => language["Kata sandi baru kurang dari 12 karakter.", "The new password has fewer than 12 characters."],
            PasswordFault.TooLong => language["Kata sandi baru lebih dari 128 karakter.", "The new password has more than 128 characters."],
            PasswordFault.Personal => language[
                "Kata sandi baru memuat nama Anda, nama pengguna, atau nama organisasi.", "The new password contains your name, user name or organisation."],
            _ => language["Kata sandi baru termasuk yang paling mudah ditebak.", "The new password is one of those that are tried first."],
        };
        if (text is not null)
        {
            yield return new FieldError("NewPassword", text);
        }

        if (isDifferent)
        {
            yield return new FieldError("Repeat", language["Kedua kata sandi baru tidak sama.", "The two new passwords differ."]);
        }
    }
}
